package io.github.nix4j.lang;

/** A {@code builtins.throw}, or a failed look-up on the search path. */
public final class NixThrownException extends NixAssertionException {
    public NixThrownException(Message message) {
        super(ErrorKind.THROWN, message, null);
    }

    @Override
    protected NixException emptyCopy() {
        return new NixThrownException(nixMessage());
    }
}
