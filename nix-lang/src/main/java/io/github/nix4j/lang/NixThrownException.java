package io.github.nix4j.lang;

import org.jspecify.annotations.Nullable;

/** A {@code builtins.throw}, or a failed look-up on the search path. */
public final class NixThrownException extends NixAssertionException {
    public NixThrownException(Message message) {
        this(message, null);
    }

    private NixThrownException(Message message, @Nullable Throwable cause) {
        super(ErrorKind.THROWN, message, cause);
    }

    @Override
    protected NixException emptyCopy() {
        return new NixThrownException(nixMessage(), getCause());
    }
}
