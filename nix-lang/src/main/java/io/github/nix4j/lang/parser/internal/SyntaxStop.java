package io.github.nix4j.lang.parser.internal;

/** Ends a parse at a token that does not fit; what to say about it is found by {@link SyntaxErrors}. */
final class SyntaxStop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SyntaxStop() {
        super(null, null, false, false);
    }
}
