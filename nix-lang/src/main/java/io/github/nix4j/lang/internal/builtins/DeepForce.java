package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Need;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Evaluates a value and all that is in its sets and lists, but not what functions hold. One object serves one call. */
public final class DeepForce {
    private final Evaluation ev;
    private final Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private DeepForce(Evaluation ev) {
        this.ev = ev;
    }

    /** Returns the value in weak head normal form. Cycles end; attributes are met in the order in which sets store them. */
    public static Value force(Evaluation ev, Value cell) {
        return new DeepForce(ev).visit(cell);
    }

    private Value visit(Value cell) {
        int pos = ValuePosition.of(cell, 0);
        ev.enter(pos);
        try {
            Value v = cell.force(ev, pos);
            if (v instanceof AttrsValue attrs && seen.add(v)) {
                attributes(attrs.flat());
            } else if (v instanceof ListValue list && list.size() > 0 && seen.add(v)) {
                elements(list.items);
            }
            return v;
        } finally {
            ev.leave();
        }
    }

    private void attributes(FlatAttrs attrs) {
        int mark = ev.sharing.willEvaluate(attrs.values, Need.DEEP);
        try {
            visitAll(attrs);
        } finally {
            ev.sharing.evaluated(mark);
        }
    }

    private void visitAll(FlatAttrs attrs) {
        for (int i = 0; i < attrs.size(); i++) {
            try {
                visit(attrs.valueAt(i));
            } catch (NixException e) {
                ev.sharing.failsInSymbolOrder(e);
                throw ev.errors.frame(
                        e,
                        attrs.positionAt(i),
                        "while evaluating the attribute '%s'",
                        Literals.name(ev.name(attrs.symbolAt(i))));
            }
        }
    }

    private void elements(Value[] items) {
        int mark = ev.sharing.willEvaluate(items, Need.DEEP);
        try {
            visitAll(items);
        } finally {
            ev.sharing.evaluated(mark);
        }
    }

    private void visitAll(Value[] items) {
        for (int i = 0; i < items.length; i++) {
            try {
                visit(items[i]);
            } catch (NixException e) {
                throw ev.errors.placelessFrame(e, "while evaluating list element at index %s", i);
            }
        }
    }
}
