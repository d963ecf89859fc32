package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.NixAssertionException;
import io.github.nix4j.lang.NixException;

/** Compares like {@link Equality} and throws where the values differ, saying how: what a failed {@code assert a == b} shows. */
public final class EqualityAssertion {
    private final Evaluation ev;
    private final int pos;

    private EqualityAssertion(Evaluation ev, int pos) {
        this.ev = ev;
        this.pos = pos;
    }

    /** Returns if the operands are equal. */
    public static void check(Evaluation ev, Value a, Value b, int pos) {
        ev.enter(pos);
        try {
            new EqualityAssertion(ev, pos).forced(a, b);
        } finally {
            ev.leave();
        }
    }

    private void cells(Value a, Value b) {
        ev.enter(pos);
        try {
            Value x = a.force(ev, pos);
            Value y = b.force(ev, pos);
            if (a != b) {
                forced(x, y, a, b);
            }
        } finally {
            ev.leave();
        }
    }

    private void forced(Value a, Value b) {
        forced(a, b, a, b);
    }

    /** Values {@code a} and {@code b} of the cells that are shown: printing goes by identity. */
    private void forced(Value a, Value b, Value left, Value right) {
        boolean numbers = (a instanceof IntValue || a instanceof FloatValue)
                && (b instanceof IntValue || b instanceof FloatValue);
        if (numbers) {
            if (!Equality.equal(ev, a, b, pos)) {
                throw differ("%s with value '%s' is not equal to %s with value '%s'", left, right);
            }
        } else if (!a.typeName().equals(b.typeName())) {
            throw differ("%s of value '%s' is not equal to %s of value '%s'", left, right);
        } else if (a instanceof BoolValue) {
            unlessEqual(a, b, "boolean '%s' is not equal to boolean '%s'");
        } else if (a instanceof StringValue) {
            unlessEqual(a, b, "string '%s' is not equal to string '%s'");
        } else if (a instanceof PathValue) {
            unlessEqual(a, b, "path '%s' is not equal to path '%s'");
        } else if (a instanceof ListValue x) {
            lists(x, (ListValue) b, left, right);
        } else if (a instanceof AttrsValue x) {
            sets(x, (AttrsValue) b);
        } else if (a instanceof FunctionValue) {
            throw ev.errors.assertion(
                    "distinct functions and immediate comparisons of identical functions compare as unequal");
        }
    }

    private NixAssertionException differ(String template, Value a, Value b) {
        return ev.errors.assertion(template, a.describeType(), ev.errors.show(a), b.describeType(), ev.errors.show(b));
    }

    private void unlessEqual(Value a, Value b, String template) {
        if (!Equality.equalForced(ev, a, b, pos)) {
            throw ev.errors.assertion(template, ev.errors.show(a), ev.errors.show(b));
        }
    }

    private void lists(ListValue a, ListValue b, Value left, Value right) {
        if (a.size() != b.size()) {
            throw ev.errors.assertion(
                    "list of size '%s' is not equal to list of size '%s', left hand side is '%s', right hand side is '%s'",
                    a.size(), b.size(), ev.errors.show(left), ev.errors.show(right));
        }
        for (int i = 0; i < a.size(); i++) {
            try {
                cells(a.items[i], b.items[i]);
            } catch (NixException e) {
                throw ev.errors.frame(e, pos, "while comparing list element %s", i);
            }
        }
    }

    private void sets(AttrsValue a, AttrsValue b) {
        Value x = a.get(ev.engine.symbols().outPath);
        Value y = b.get(ev.engine.symbols().outPath);
        if (ev.isDerivation(a) && ev.isDerivation(b) && x != null && y != null) {
            try {
                cells(x, y);
                return;
            } catch (NixException e) {
                throw ev.errors.frame(e, pos, "while comparing a derivation by its '%s' attribute", "outPath");
            }
        }
        FlatAttrs p = a.flat();
        FlatAttrs q = b.flat();
        if (p.size() != q.size()) {
            throw ev.errors.assertion(
                    "attribute names of attribute set '%s' differs from attribute set '%s'",
                    ev.errors.show(a), ev.errors.show(b));
        }
        for (int i = 0; i < p.size(); i++) {
            attribute(a, b, p, q, i);
        }
    }

    private void attribute(AttrsValue a, AttrsValue b, FlatAttrs p, FlatAttrs q, int i) {
        String name = Literals.name(ev.name(p.symbolAt(i)));
        if (p.symbolAt(i) != q.symbolAt(i)) {
            if (b.get(p.symbolAt(i)) == null) {
                throw ev.errors.assertion(
                        "attribute name '%s' is contained in '%s', but not in '%s'",
                        name, ev.errors.show(a), ev.errors.show(b));
            }
            throw ev.errors.assertion(
                    "attribute name '%s' is missing in '%s', but is contained in '%s'",
                    Literals.name(ev.name(q.symbolAt(i))), ev.errors.show(a), ev.errors.show(b));
        }
        try {
            cells(p.valueAt(i), q.valueAt(i));
        } catch (NixException e) {
            if (q.positionAt(i) != 0) {
                ev.errors.frame(e, q.positionAt(i), "where right hand side is");
            }
            if (p.positionAt(i) != 0) {
                ev.errors.frame(e, p.positionAt(i), "where left hand side is");
            }
            throw ev.errors.frame(e, pos, "while comparing attribute '%s'", name);
        }
    }
}
