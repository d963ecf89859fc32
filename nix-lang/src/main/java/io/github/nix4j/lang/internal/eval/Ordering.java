package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.NixException;

/** The order of numbers, strings, paths and lists: {@code <}, {@code sort}, {@code genericClosure}. */
public final class Ordering {
    private Ordering() {}

    /** Whether {@code a < b}; forces both cells. {@code frame} is the trace of failing, empty for none. */
    public static boolean lessThan(Evaluation ev, Value a, Value b, int pos, String frame) {
        ev.step();
        Value x = a.force(ev, pos);
        Value y = b.force(ev, pos);
        if (x instanceof IntValue i) {
            if (y instanceof IntValue j) {
                return i.value < j.value;
            } else if (y instanceof FloatValue f) {
                return i.value < f.value;
            }
        } else if (x instanceof FloatValue f) {
            if (y instanceof FloatValue g) {
                return f.value < g.value;
            } else if (y instanceof IntValue i) {
                return f.value < i.value;
            }
        } else if (x instanceof StringValue s && y instanceof StringValue t) {
            return s.text.compareTo(t.text) < 0;
        } else if (x instanceof PathValue p && y instanceof PathValue q) {
            return p.text().compareTo(q.text()) < 0;
        } else if (x instanceof ListValue l && y instanceof ListValue m) {
            try {
                return lists(ev, l.items, m.items, pos);
            } catch (NixException e) {
                throw traced(ev, e, frame);
            }
        }
        throw traced(ev, incomparable(ev, x, a, y, b), frame);
    }

    private static NixException traced(Evaluation ev, NixException e, String frame) {
        return frame.isEmpty() ? e : ev.errors.placelessFrame(e, frame);
    }

    // The reference counts no call here: lists that nest without end end by its stack, where equality does not end them
    // before.
    private static boolean lists(Evaluation ev, Value[] a, Value[] b, int pos) {
        for (int i = 0; ; i++) {
            if (i == b.length) {
                return false;
            } else if (i == a.length) {
                return true;
            } else if (!Equality.equalCells(ev, a[i], b[i], pos)) {
                return lessThan(ev, a[i], b[i], pos, "while comparing two list elements");
            }
        }
    }

    /** Values {@code x} and {@code y} of cells {@code a} and {@code b}, which are what is shown: printing goes by identity. */
    private static NixException incomparable(Evaluation ev, Value x, Value a, Value y, Value b) {
        // Types are compared without the distinction between strings with and without context, or kinds of functions.
        if (x.typeName().equals(y.typeName())) {
            return ev.errors.eval(
                    "cannot compare %s with %s; values of that type are incomparable (values are %s and %s)",
                    x.describeType(), y.describeType(), ev.errors.show(a), ev.errors.show(b));
        }
        return ev.errors.eval(
                "cannot compare %s with %s; values are %s and %s",
                x.describeType(), y.describeType(), ev.errors.show(a), ev.errors.show(b));
    }
}
