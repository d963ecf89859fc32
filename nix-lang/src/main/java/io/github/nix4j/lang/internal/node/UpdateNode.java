package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsUpdate;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.ArrayDeque;

/** {@code a // b}; a chain is evaluated from right to left and merged from left to right. */
public final class UpdateNode extends Node {
    private final Node left;
    private final Node right;
    private final int pos;

    public UpdateNode(Node left, Node right, int pos) {
        this.left = left;
        this.right = right;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        if (!(left instanceof UpdateNode) && !(right instanceof UpdateNode)) {
            AttrsValue r = operand(right, env, ev, "in the right operand of the update (//) operator");
            AttrsValue l = operand(left, env, ev, "in the left operand of the update (//) operator");
            return AttrsUpdate.update(ev, l, r);
        }
        ArrayDeque<AttrsValue> operands = new ArrayDeque<>();
        collect(operands, env, ev);
        AttrsValue result = operands.removeLast();
        while (!operands.isEmpty()) {
            result = AttrsUpdate.update(ev, result, operands.removeLast());
        }
        return result;
    }

    private void collect(ArrayDeque<AttrsValue> operands, Object[] env, Evaluation ev) {
        if (right instanceof UpdateNode chain) {
            chain.collect(operands, env, ev);
        } else {
            operands.add(operand(right, env, ev, "in the right operand of the update (//) operator"));
        }
        if (left instanceof UpdateNode chain) {
            chain.collect(operands, env, ev);
        } else {
            operands.add(operand(left, env, ev, "in the left operand of the update (//) operator"));
        }
    }

    private static AttrsValue operand(Node node, Object[] env, Evaluation ev, String frame) {
        try {
            Value v = node.eval(env, ev);
            if (v instanceof AttrsValue attrs) {
                return attrs;
            }
            throw ev.errors.expected("a set", v);
        } catch (NixException e) {
            throw ev.errors.frame(e, node.pos(), frame);
        }
    }

    @Override
    public int pos() {
        return pos;
    }
}
