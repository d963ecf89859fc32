package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;

/** {@code a ++ b}. An empty side gives the other list itself. */
public final class ConcatListsNode extends Node {
    private static final String FRAME = "while evaluating one of the elements to concatenate";

    private final Node left;
    private final Node right;
    private final int pos;

    public ConcatListsNode(Node left, Node right, int pos) {
        this.left = left;
        this.right = right;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value a = left.eval(env, ev);
        Value b = right.eval(env, ev);
        ListValue x = ev.forceList(a, pos, FRAME);
        ListValue y = ev.forceList(b, pos, FRAME);
        if (y.items.length == 0) {
            return x;
        }
        if (x.items.length == 0) {
            return y;
        }
        Value[] items = Arrays.copyOf(x.items, ev.listSize((long) x.items.length + y.items.length));
        System.arraycopy(y.items, 0, items, x.items.length, y.items.length);
        return new ListValue(items);
    }

    @Override
    public int pos() {
        return pos;
    }
}
