package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;

/** A URL that cannot be read. While a reference is being parsed this only means "not a URL": the next form is tried. */
public final class BadUrlException extends FlakeException {
    private static final long serialVersionUID = 1L;

    public BadUrlException(String message) {
        super(message);
    }
}
