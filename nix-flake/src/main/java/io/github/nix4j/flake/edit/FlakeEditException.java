package io.github.nix4j.flake.edit;

import io.github.nix4j.flake.FlakeException;

/** A {@code flake.nix} cannot be edited as asked for; the message says why. */
public final class FlakeEditException extends FlakeException {
    private static final long serialVersionUID = 1L;

    FlakeEditException(String message) {
        super(message);
    }

    @Override
    protected FlakeEditException emptyCopy() {
        return new FlakeEditException(nixMessage().text());
    }
}
