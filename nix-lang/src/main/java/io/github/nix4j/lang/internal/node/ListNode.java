package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code [ a b c ]}. */
public final class ListNode extends Node {
    private final Node[] items;
    private final int pos;

    public ListNode(Node[] items, int pos) {
        this.items = items;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value[] cells = new Value[items.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = items[i].delay(env, ev);
        }
        return new ListValue(cells);
    }

    @Override
    public int pos() {
        return pos;
    }

    @Override
    public boolean isTrivial() {
        return true;
    }
}
