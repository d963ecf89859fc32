package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code a && b}, {@code a || b}, {@code a -> b}: the right side only if the left one does not decide. */
public final class LogicNode extends Node {
    /** Which operator. */
    public enum Kind {
        AND("AND (&&)"),
        OR("OR (||)"),
        IMPLIES("IMPL (->)");

        private final String leftFrame;
        private final String rightFrame;

        Kind(String name) {
            leftFrame = "in the left operand of the " + name + " operator";
            rightFrame = "in the right operand of the " + name + " operator";
        }
    }

    private final Kind kind;
    private final Node left;
    private final Node right;
    private final int pos;

    public LogicNode(Kind kind, Node left, Node right, int pos) {
        this.kind = kind;
        this.left = left;
        this.right = right;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        boolean l = Conditions.eval(left, env, ev, pos, kind.leftFrame);
        if (kind == Kind.AND ? !l : kind == Kind.OR ? l : !l) {
            return BoolValue.of(kind != Kind.AND);
        }
        return BoolValue.of(Conditions.eval(right, env, ev, pos, kind.rightFrame));
    }

    @Override
    public int pos() {
        return pos;
    }
}
