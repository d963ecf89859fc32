package io.github.nix4j.lang;

import org.jspecify.annotations.Nullable;

/** What {@code builtins.tryEval} catches: a failed {@code assert}, or, as {@link NixThrownException}, a {@code throw}. */
public class NixAssertionException extends NixException {
    public NixAssertionException(Message message) {
        this(ErrorKind.ASSERTION, message, null);
    }

    NixAssertionException(ErrorKind kind, Message message, @Nullable Throwable cause) {
        super(kind, message, cause);
    }

    @Override
    protected NixException emptyCopy() {
        return new NixAssertionException(kind(), nixMessage(), getCause());
    }
}
