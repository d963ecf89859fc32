package io.github.nix4j.lang;

/** A deadline, step or memory limit was reached, or the evaluation was cancelled. The evaluator stays usable. */
public final class NixLimitException extends NixException {
    public NixLimitException(Message message) {
        super(ErrorKind.LIMIT, message);
    }

    @Override
    protected NixException emptyCopy() {
        return new NixLimitException(nixMessage());
    }
}
