package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;

/** Warnings that have no place in a source. */
final class BuiltinWarnings {
    private BuiltinWarnings() {}

    static void warn(Evaluation ev, String template, Object... args) {
        ev.engine.listener().warning(new NixException(ErrorKind.EVAL, Message.of(template, args)), false);
    }
}
