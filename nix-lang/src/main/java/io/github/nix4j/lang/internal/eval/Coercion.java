package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.tree.TreePath;
import org.jspecify.annotations.Nullable;

/** Conversion of values to strings and paths. */
public final class Coercion {
    /** How far {@link #toText} goes. */
    public enum Mode {
        /** Strings, paths (copied to the store) and sets: interpolation and most builtins. */
        COPY(false, true),
        /** The same without copying paths. */
        PLAIN(false, false),
        /** Numbers, Booleans, null and lists too, without copying: {@code toString}. */
        MORE(true, false),
        /** Everything, with copying: derivation attributes. */
        MORE_COPY(true, true);

        final boolean more;
        final boolean copy;

        Mode(boolean more, boolean copy) {
            this.more = more;
            this.copy = copy;
        }
    }

    private Coercion() {}

    /** The text of {@code cell} as a string; its context goes to {@code into}. {@code frame} is the trace of a wrong type. */
    public static String toText(Evaluation ev, int pos, Value cell, ContextBuilder into, String frame, Mode mode) {
        ev.enter(pos);
        try {
            Value v = cell.force(ev, pos);
            if (v instanceof StringValue s) {
                into.add(s.context);
                return s.text;
            }
            if (v instanceof PathValue p) {
                return mode.copy ? ev.engine.storeBridge().copyToStore(ev, into, p.path) : p.text();
            }
            if (v instanceof AttrsValue attrs) {
                return setToText(ev, pos, cell, attrs, into, frame, mode);
            }
            if (mode.more) {
                String text = moreToText(ev, pos, v, into, frame, mode);
                if (text != null) {
                    return text;
                }
            }
            throw ev.errors.frame(cannot(ev, cell), pos, frame);
        } finally {
            ev.leave();
        }
    }

    private static NixException cannot(Evaluation ev, Value v) {
        return ev.errors.type("cannot coerce %s to a string: %s", v.describeType(), ev.errors.show(v));
    }

    private static String setToText(
            Evaluation ev, int pos, Value cell, AttrsValue attrs, ContextBuilder into, String frame, Mode mode) {
        Value toString = attrs.get(ev.engine.symbols().toString);
        if (toString != null) {
            Value text = Calls.call(ev, toString, attrs, pos);
            return toText(ev, pos, text, into, "while evaluating the result of the `__toString` attribute", mode);
        }
        Value outPath = attrs.get(ev.engine.symbols().outPath);
        if (outPath == null) {
            throw ev.errors.frame(cannot(ev, cell), pos, frame);
        }
        return toText(ev, pos, outPath, into, frame, mode);
    }

    private static @Nullable String moreToText(
            Evaluation ev, int pos, Value v, ContextBuilder into, String frame, Mode mode) {
        if (v instanceof BoolValue b) {
            return b.value ? "1" : "";
        } else if (v instanceof IntValue i) {
            return Long.toString(i.value);
        } else if (v instanceof FloatValue f) {
            return NumberText.fixed6(f.value);
        } else if (v instanceof NullValue) {
            return "";
        } else if (v instanceof ListValue list) {
            return listToText(ev, pos, list, into, frame, mode);
        }
        return null;
    }

    private static String listToText(
            Evaluation ev, int pos, ListValue list, ContextBuilder into, String frame, Mode mode) {
        if (!mode.copy) {
            return elementsToText(ev, pos, list, into, frame, mode);
        }
        int mark = ev.sharing.willEvaluate(list.items, Need.TEXT);
        try {
            return elementsToText(ev, pos, list, into, frame, mode);
        } finally {
            ev.sharing.evaluated(mark);
        }
    }

    private static String elementsToText(
            Evaluation ev, int pos, ListValue list, ContextBuilder into, String frame, Mode mode) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < list.items.length; i++) {
            Value item = list.items[i];
            try {
                out.append(toText(ev, pos, item, into, "while evaluating one element of the list", mode));
            } catch (NixException e) {
                throw ev.errors.frame(e, pos, frame);
            }
            // The reference separates by this rule, which leaves blanks around empty lists inside.
            boolean emptyList = item.force(ev, pos) instanceof ListValue inner && inner.items.length == 0;
            if (i < list.items.length - 1 && !emptyList) {
                out.append(' ');
            }
        }
        return out.toString();
    }

    /** The path that {@code cell} stands for: a path, or text that is an absolute path. */
    public static SourcePath toPath(Evaluation ev, int pos, Value cell, ContextBuilder into, String frame) {
        Value v;
        try {
            v = cell.force(ev, pos);
        } catch (NixException e) {
            throw ev.errors.frame(e, pos, frame);
        }
        if (v instanceof PathValue p) {
            return p.path;
        }
        if (v instanceof AttrsValue attrs) {
            Value toString = attrs.get(ev.engine.symbols().toString);
            if (toString != null) {
                return toPath(ev, pos, Calls.call(ev, toString, attrs, pos), into, frame);
            }
        }
        String text = toText(ev, pos, cell, into, frame, Mode.PLAIN);
        if (!text.startsWith("/")) {
            throw ev.errors.frame(ev.errors.eval("string '%s' doesn't represent an absolute path", text), pos, frame);
        }
        return new SourcePath(ev.engine.io().root(), TreePath.of(text));
    }
}
