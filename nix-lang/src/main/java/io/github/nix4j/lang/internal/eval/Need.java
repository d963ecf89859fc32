package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.value.ContextBuilder;
import java.util.Set;

/** How far somebody is going to evaluate a cell. */
public enum Need {
    /** To weak head normal form. */
    VALUE,
    /** To the text of a derivation's attribute: {@link Coercion.Mode#MORE_COPY}. */
    TEXT,
    /** To JSON. */
    JSON,
    /** With all that is in its sets and lists. */
    DEEP;

    /**
     * Evaluates {@code cell} so far, lists and sets from their ends: who needs it begins at the other one.
     *
     * @param seen the lists and sets that were gone through deeply, which may contain themselves
     */
    void meet(Evaluation ev, Value cell, Set<Value> seen) {
        Value value = cell.force(ev, 0);
        if (this == VALUE) {
            return;
        }
        if (value instanceof ListValue list) {
            if (this != DEEP || seen.add(list)) {
                meetAll(ev, list.items, seen);
            }
        } else if (value instanceof AttrsValue attrs) {
            if (this != DEEP || seen.add(attrs)) {
                meetSet(ev, attrs, seen);
            }
        } else if (value instanceof PathValue path && this != DEEP) {
            ev.engine.storeBridge().copyToStore(ev, new ContextBuilder(), path.path);
        }
    }

    private void meetSet(Evaluation ev, AttrsValue attrs, Set<Value> seen) {
        if (this != DEEP) {
            if (attrs.get(ev.engine.symbols().toString) != null) {
                // Its text is made by a call, whose value nobody would find again.
                return;
            }
            Value path = attrs.get(ev.engine.symbols().outPath);
            if (path != null) {
                meet(ev, path, seen);
                return;
            }
        }
        if (this != TEXT) {
            meetAll(ev, attrs.flat().values, seen);
        }
    }

    private void meetAll(Evaluation ev, Value[] cells, Set<Value> seen) {
        for (int i = cells.length - 1; i >= 0; i--) {
            meet(ev, cells[i], seen);
        }
    }
}
