package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import org.jspecify.annotations.Nullable;

/** {@code e.a.b} and {@code e.a.b or default}, with any steps. */
public final class SelectPathNode extends Node {
    private final Node target;
    private final AttrPath path;
    private final @Nullable Node fallback;
    private final int pos;

    public SelectPathNode(Node target, AttrPath path, @Nullable Node fallback, int pos) {
        this.target = target;
        this.path = path;
        this.fallback = fallback;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value cell = target.eval(env, ev);
        int found = 0;
        try {
            for (int i = 0; i < path.length(); i++) {
                ev.lookups++;
                int symbol = path.symbol(i, env, ev);
                AttrsValue attrs;
                if (fallback == null) {
                    attrs = ev.forceAttrs(cell, pos, "while selecting an attribute");
                } else if (cell.force(ev, pos) instanceof AttrsValue set) {
                    attrs = set;
                } else {
                    return fallback.eval(env, ev);
                }
                int index = attrs instanceof FlatAttrs flat ? path.index(i, symbol, flat) : -1;
                Value next = attrs instanceof FlatAttrs flat ? flat.at(index) : attrs.get(symbol);
                if (next == null) {
                    if (fallback == null) {
                        throw Selection.missing(ev, attrs, symbol, pos);
                    }
                    return fallback.eval(env, ev);
                }
                found = attrs instanceof FlatAttrs flat ? flat.positionAt(index) : attrs.position(symbol);
                cell = next;
            }
            return cell.force(ev, found != 0 ? found : pos);
        } catch (NixException e) {
            throw Selection.traced(ev, e, found, found == 0 ? "" : path.show(env, ev));
        }
    }

    @Override
    public int pos() {
        return pos;
    }
}
