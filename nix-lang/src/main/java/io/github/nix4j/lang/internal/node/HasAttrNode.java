package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code e ? a.b}: false as soon as a step is missing or no set. */
public final class HasAttrNode extends Node {
    private final Node target;
    private final AttrPath path;

    public HasAttrNode(Node target, AttrPath path) {
        this.target = target;
        this.path = path;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value cell = target.eval(env, ev);
        for (int i = 0; i < path.length(); i++) {
            Value set = cell.force(ev, pos());
            int symbol = path.symbol(i, env, ev);
            Value next = set instanceof FlatAttrs flat
                    ? path.find(i, symbol, flat)
                    : set instanceof AttrsValue attrs ? attrs.get(symbol) : null;
            if (next == null) {
                return BoolValue.FALSE;
            }
            cell = next;
        }
        return BoolValue.TRUE;
    }

    @Override
    public int pos() {
        return target.pos();
    }
}
