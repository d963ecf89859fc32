package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code !e}. */
public final class NotNode extends Node {
    private final Node operand;

    public NotNode(Node operand) {
        this.operand = operand;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return BoolValue.of(!Conditions.eval(operand, env, ev, pos(), "in the argument of the not operator"));
    }

    @Override
    public int pos() {
        return operand.pos();
    }
}
