package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code [ a b c ]}. */
public final class ListNode extends Node {
    private final Node[] items;

    public ListNode(Node[] items) {
        this.items = items;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value[] cells = new Value[items.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = items[i].delay(env, ev);
        }
        return new ListValue(cells);
    }

    /** The first element's, which is looked up only when asked for: lists nest deeply. */
    @Override
    public int pos() {
        return items[0].pos();
    }
}
