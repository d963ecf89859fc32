package io.github.nix4j.flake;

import io.github.nix4j.lang.NixException;

/** The lock file on the disk has changed since a plan for it was made: another plan is needed. */
public final class StalePlanException extends FlakeException {
    private static final long serialVersionUID = 1L;

    StalePlanException(String message) {
        super(message);
    }

    @Override
    protected NixException emptyCopy() {
        return new StalePlanException(nixMessage().text());
    }
}
