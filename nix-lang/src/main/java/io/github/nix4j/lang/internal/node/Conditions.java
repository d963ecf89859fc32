package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** Evaluation of an expression that has to be a Boolean. */
final class Conditions {
    private Conditions() {}

    static boolean eval(Node node, Object[] env, Evaluation ev, int pos, String frame) {
        try {
            Value v = node.eval(env, ev);
            if (v instanceof BoolValue b) {
                return b.value;
            }
            throw ev.errors.at(ev.errors.expected("a Boolean", v), pos);
        } catch (NixException e) {
            throw ev.errors.frame(e, pos, frame);
        }
    }
}
