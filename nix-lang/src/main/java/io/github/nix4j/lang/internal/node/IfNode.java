package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code if condition then a else b}. */
public final class IfNode extends Node {
    private final Node condition;
    private final Node consequent;
    private final Node alternative;
    private final int pos;

    public IfNode(Node condition, Node consequent, Node alternative, int pos) {
        this.condition = condition;
        this.consequent = consequent;
        this.alternative = alternative;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return (Conditions.eval(condition, env, ev, pos, "while evaluating a branch condition")
                        ? consequent
                        : alternative)
                .eval(env, ev);
    }

    @Override
    public int pos() {
        return pos;
    }
}
