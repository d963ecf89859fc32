package io.github.nix4j.lang.internal.engine;

/** A text that ends before the expression that it begins: more may follow. */
public final class IncompleteCodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IncompleteCodeException() {
        super("unexpected end of file", null, false, false);
    }
}
