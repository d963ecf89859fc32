package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Equality;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code a == b} and {@code a != b}. */
public final class EqualsNode extends Node {
    final Node left;
    final Node right;
    private final boolean negated;
    private final int pos;

    public EqualsNode(Node left, Node right, boolean negated, int pos) {
        this.left = left;
        this.right = right;
        this.negated = negated;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value a = left.eval(env, ev);
        Value b = right.eval(env, ev);
        return BoolValue.of(Equality.equal(ev, a, b, pos) != negated);
    }

    boolean isNegated() {
        return negated;
    }

    @Override
    public int pos() {
        return pos;
    }
}
