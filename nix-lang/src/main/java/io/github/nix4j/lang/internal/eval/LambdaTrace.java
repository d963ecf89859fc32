package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;

/** The frames of calls, collected only when the whole trace is wanted. */
public final class LambdaTrace {
    private LambdaTrace() {}

    public static NixException add(Evaluation ev, NixException e, Lambda lambda, int callPos) {
        if (ev.engine.settings().showTrace()) {
            ev.errors.frame(e, lambda.pos, "while calling %s", lambda.describe());
            if (callPos != 0) {
                ev.errors.frame(e, callPos, "from call site");
            }
        }
        return e;
    }

    public static String name(Lambda lambda) {
        return lambda.name() == null ? "anonymous lambda" : lambda.name();
    }

    /** The text of a call's own error, with the frame of the call. */
    public static NixException fail(
            Evaluation ev, ErrorKind kind, Lambda lambda, int callPos, String template, Object... args) {
        NixException e = ev.errors.at(ev.errors.of(kind, template, args), lambda.pos);
        return ev.errors.frame(e, callPos, "from call site");
    }
}
