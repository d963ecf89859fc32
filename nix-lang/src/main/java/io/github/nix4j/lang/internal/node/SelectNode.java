package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import org.jspecify.annotations.Nullable;

/** {@code e.name}, the most frequent selection: one constant name, no default. Remembers where it found the name last. */
public final class SelectNode extends Node {
    private final Node target;
    private final int symbol;
    private final int pos;
    private @Nullable Hit hit;

    public SelectNode(Node target, int symbol, int pos) {
        this.target = target;
        this.symbol = symbol;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value set = target.eval(env, ev);
        ev.lookups++;
        int found = 0;
        try {
            Value cell;
            if (set instanceof FlatAttrs flat) {
                Hit h = hit;
                if (h == null || h.shape() != flat.shape) {
                    h = Hit.of(flat.shape, symbol);
                    hit = h;
                }
                if (h.index() < 0) {
                    throw Selection.missing(ev, flat, symbol, pos);
                }
                cell = flat.values[h.index()];
                found = flat.positionAt(h.index());
            } else {
                AttrsValue attrs = ev.forceAttrs(set, pos, "while selecting an attribute");
                cell = attrs.get(symbol);
                if (cell == null) {
                    throw Selection.missing(ev, attrs, symbol, pos);
                }
                found = attrs.position(symbol);
            }
            return cell.force(ev, found != 0 ? found : pos);
        } catch (NixException e) {
            throw Selection.traced(ev, e, found, Literals.name(ev.name(symbol)));
        }
    }

    @Override
    public int pos() {
        return pos;
    }
}
