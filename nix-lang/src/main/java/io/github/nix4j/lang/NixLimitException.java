package io.github.nix4j.lang;

import org.jspecify.annotations.Nullable;

/** A deadline, step or memory limit was reached, or the evaluation was cancelled. The evaluator stays usable. */
public final class NixLimitException extends NixException {
    public NixLimitException(Message message) {
        this(message, null);
    }

    private NixLimitException(Message message, @Nullable Throwable cause) {
        super(ErrorKind.LIMIT, message, cause);
    }

    @Override
    protected NixException emptyCopy() {
        return new NixLimitException(nixMessage(), getCause());
    }
}
