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
    /** To XML: deeply, but for what is in derivations, which may be there twice. */
    XML,
    /** With all that is in its sets and lists. */
    DEEP;

    /**
     * Evaluates {@code cell} so far, lists and sets from their ends: who needs it begins at the other one.
     *
     * @param seen the lists and sets that were gone through deeply, which may contain themselves
     */
    void meet(Evaluation ev, Value cell, Set<Value> seen) {
        if (this == VALUE) {
            cell.force(ev, 0);
            return;
        }
        // Who needs it counts each level, too.
        ev.enter(0);
        try {
            Value value = cell.force(ev, 0);
            if (value instanceof ListValue || value instanceof AttrsValue) {
                if (!isDeep() || seen.add(value)) {
                    meetParts(ev, value, seen);
                }
            } else if (value instanceof PathValue path && !isDeep()) {
                ev.engine.storeBridge().copyToStore(ev, new ContextBuilder(), path.path);
            }
        } finally {
            ev.leave();
        }
    }

    private void meetParts(Evaluation ev, Value value, Set<Value> seen) {
        try {
            if (value instanceof ListValue list) {
                meetAll(ev, list.items, seen);
            } else if (value instanceof AttrsValue attrs) {
                meetSet(ev, attrs, seen);
            }
        } catch (Abandoned e) {
            // It is to be gone through again.
            seen.remove(value);
            throw e;
        }
    }

    private boolean isDeep() {
        return this == DEEP || this == XML;
    }

    private void meetSet(Evaluation ev, AttrsValue attrs, Set<Value> seen) {
        if (this == XML && ev.isDerivation(attrs)) {
            Value path = attrs.get(ev.engine.symbols().drvPath);
            if (path != null) {
                path.force(ev, 0);
            }
            return;
        }
        if (!isDeep()) {
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
