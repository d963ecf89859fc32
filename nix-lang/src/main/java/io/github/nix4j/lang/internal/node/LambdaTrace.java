package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Lambda;

/** The frames of calls, collected only when the whole trace is wanted. */
final class LambdaTrace {
    private LambdaTrace() {}

    static NixException add(Evaluation ev, NixException e, Lambda lambda, int callPos) {
        if (ev.engine.settings().showTrace()) {
            ev.errors.frame(e, lambda.pos, "while calling %s", lambda.describe());
            if (callPos != 0) {
                ev.errors.frame(e, callPos, "from call site");
            }
        }
        return e;
    }

    static String name(Lambda lambda) {
        return lambda.name() == null ? "anonymous lambda" : lambda.name();
    }

    /** The text of a call's own error, with the frame of the call. */
    static NixException fail(
            Evaluation ev, ErrorKind kind, Lambda lambda, int callPos, String template, Object... args) {
        NixException e = ev.errors.at(ev.errors.of(kind, template, args), lambda.pos);
        return ev.errors.frame(e, callPos, "from call site");
    }
}
