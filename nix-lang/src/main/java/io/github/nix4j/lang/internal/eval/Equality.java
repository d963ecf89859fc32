package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.NixAssertionException;

/**
 * The operator {@code ==}.
 *
 * <p>Operands of the operator itself are values; what is compared inside them are cells, and two cells that are one object are
 * equal without looking further, which lets functions (and NaN) in them be equal.
 */
public final class Equality {
    private Equality() {}

    /** Compares two operands. */
    public static boolean equal(Evaluation ev, Value a, Value b, int pos) {
        ev.enter(pos);
        try {
            return equalForced(ev, a, b, pos);
        } finally {
            ev.leave();
        }
    }

    /** Compares two cells: list elements, attributes, arguments. */
    public static boolean equalCells(Evaluation ev, Value a, Value b, int pos) {
        ev.enter(pos);
        try {
            Value x = a.force(ev, pos);
            Value y = b.force(ev, pos);
            return a == b || equalForced(ev, x, y, pos);
        } finally {
            ev.leave();
        }
    }

    static boolean equalForced(Evaluation ev, Value a, Value b, int pos) {
        if (a instanceof StringValue x) {
            return b instanceof StringValue y && x.text.equals(y.text);
        } else if (a instanceof IntValue x) {
            return b instanceof IntValue y ? x.value == y.value : b instanceof FloatValue f && x.value == f.value;
        } else if (a instanceof FloatValue x) {
            return b instanceof FloatValue y ? x.value == y.value : b instanceof IntValue i && x.value == i.value;
        } else if (a instanceof BoolValue || a instanceof NullValue) {
            return a == b;
        } else if (a instanceof PathValue x) {
            return b instanceof PathValue y
                    && (x.path.equals(y.path) || x.text().equals(y.text()) && !x.path.isApart() && !y.path.isApart());
        } else if (a instanceof ListValue x) {
            return b instanceof ListValue y && equalLists(ev, x.items, y.items, pos);
        } else if (a instanceof AttrsValue x) {
            return b instanceof AttrsValue y && equalSets(ev, x, y, pos);
        }
        return false; // functions
    }

    private static boolean equalLists(Evaluation ev, Value[] a, Value[] b, int pos) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!equalCells(ev, a[i], b[i], pos)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalSets(Evaluation ev, AttrsValue a, AttrsValue b, int pos) {
        if (ev.isDerivation(a) && ev.isDerivation(b)) {
            Value x = a.get(ev.engine.symbols().outPath);
            Value y = b.get(ev.engine.symbols().outPath);
            if (x != null && y != null) {
                return equalCells(ev, x, y, pos);
            }
        }
        FlatAttrs x = a.flat();
        FlatAttrs y = b.flat();
        if (x.size() != y.size()) {
            return false;
        }
        try {
            for (int i = 0; i < x.size(); i++) {
                if (x.symbolAt(i) != y.symbolAt(i) || !equalCells(ev, x.valueAt(i), y.valueAt(i), pos)) {
                    return false;
                }
            }
        } catch (NixAssertionException e) {
            ev.sharing.failsInSymbolOrder(e);
            throw e;
        }
        return true;
    }
}
