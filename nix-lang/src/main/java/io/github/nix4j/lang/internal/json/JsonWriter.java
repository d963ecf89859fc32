package io.github.nix4j.lang.internal.json;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Need;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.SymbolTable;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.JsonFloats;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into compact JSON text (byte text), collecting the contexts of their strings. Nesting counts as call depth.
 * One object writes one text.
 *
 * <p>Used by {@code builtins.toJSON}, {@code --json} and structured attributes of derivations.
 */
public final class JsonWriter {
    private static final String SERIALISATION = "JSON serialization error: ";

    private final Evaluation ev;
    private final SymbolTable symbols;
    private final ContextBuilder context;
    private final boolean force;
    private final boolean copyPaths;
    private final StringBuilder out = new StringBuilder();
    private @Nullable String badString;

    /** Where what can be printed ends: behind what is handed on of the bad string. */
    private int goodEnd;

    private JsonWriter(Evaluation ev, ContextBuilder context, boolean force, boolean copyPaths) {
        this.ev = ev;
        this.symbols = ev.engine.symbolTable();
        this.context = context;
        this.force = force;
        this.copyPaths = copyPaths;
    }

    /** As {@code builtins.toJSON} and {@code nix-instantiate --json}, which name serialisation as what went wrong. */
    public static String toJson(Evaluation ev, Value cell, ContextBuilder context, boolean force) {
        JsonWriter writer = new JsonWriter(ev, context, force, true);
        writer.write(cell, 0);
        return writer.text(SERIALISATION);
    }

    /**
     * The JSON text of {@code cell}.
     *
     * @param pos reported where nothing nearer is known
     * @param context where contexts of strings and copied paths go
     * @param force whether to evaluate; if not, an unevaluated part is an error
     * @param copyPaths whether paths are copied to the store, or else written as they are
     */
    public static String write(
            Evaluation ev, Value cell, int pos, ContextBuilder context, boolean force, boolean copyPaths) {
        JsonWriter writer = new JsonWriter(ev, context, force, copyPaths);
        writer.write(cell, pos);
        return writer.text("");
    }

    /**
     * Appends the JSON text of {@code cell} to {@code out}. Gives what is wrong with the first string that is not UTF-8, or null:
     * the text is of no use then.
     */
    public static @Nullable String append(Evaluation ev, Value cell, ContextBuilder context, StringBuilder out) {
        JsonWriter writer = new JsonWriter(ev, context, true, true);
        writer.write(cell, 0);
        out.append(writer.out);
        return writer.badString;
    }

    /**
     * Hands the JSON text of {@code cell} to {@code sink}: where a string is not UTF-8, what comes before it, as the reference
     * leaves it behind, and then the error.
     */
    public static void print(
            Evaluation ev, Value cell, int pos, ContextBuilder context, boolean force, Consumer<String> sink) {
        JsonWriter writer = new JsonWriter(ev, context, force, true);
        writer.write(cell, pos);
        if (writer.badString != null) {
            sink.accept(writer.out.substring(0, writer.goodEnd));
        }
        sink.accept(writer.text(SERIALISATION));
    }

    private String text(String errorPrefix) {
        // Bad strings are noticed after everything has been evaluated, as in the reference.
        if (badString != null) {
            throw ev.errors.of(
                    ErrorKind.EVAL,
                    errorPrefix.isEmpty() ? "%s" : errorPrefix + "%s",
                    "[json.exception.type_error.316] " + badString);
        }
        return out.toString();
    }

    private void write(Value cell, int pos) {
        ev.enter(pos);
        try {
            Value v = force ? cell.force(ev, pos) : cell.peek();
            if (v instanceof StringValue s) {
                context.add(s.context);
                ev.checkText((long) out.length() + s.text.length());
                string(s.text);
            } else if (v instanceof IntValue i) {
                out.append(i.value);
            } else if (v instanceof BoolValue b) {
                out.append(b.value);
            } else if (v instanceof NullValue) {
                out.append("null");
            } else if (v instanceof FloatValue f) {
                JsonFloats.append(out, f.value);
            } else if (v instanceof PathValue p) {
                string(
                        copyPaths
                                ? ev.engine.storeBridge().copyToStore(ev, context, p.path)
                                : p.path.path().text());
            } else if (v instanceof AttrsValue attrs) {
                writeAttrs(attrs, pos);
            } else if (v instanceof ListValue list) {
                writeList(list.items, pos);
            } else if (v instanceof Closure closure && !force && !closure.isForced()) {
                throw ev.errors.at(ev.errors.type("cannot convert %s to JSON", "a thunk"), pos);
            } else {
                throw ev.errors.at(
                        ev.errors.type("cannot convert %s to JSON", v.describeType()),
                        v instanceof Closure closure ? closure.lambda.pos : ValuePosition.of(v, pos));
            }
        } finally {
            ev.leave();
        }
    }

    private void writeAttrs(AttrsValue attrs, int pos) {
        Value toString = attrs.get(ev.engine.symbols().toString);
        if (toString != null) {
            Value text = Calls.call(ev, toString, attrs, pos);
            string(Coercion.toText(
                    ev,
                    pos,
                    text,
                    context,
                    "while evaluating the result of the `__toString` attribute",
                    Coercion.Mode.PLAIN));
            return;
        }
        int outPath = ev.engine.symbols().outPath;
        Value path = attrs.get(outPath);
        if (path != null) {
            write(path, attrs.position(outPath));
            return;
        }
        FlatAttrs flat = attrs.flat();
        int[] order = flat.nameOrder(symbols);
        if (!force) {
            writeAttrs(flat, order);
            return;
        }
        int mark = ev.sharing.willEvaluate(flat, order, Need.JSON);
        try {
            writeAttrs(flat, order);
        } finally {
            ev.sharing.evaluated(mark);
        }
    }

    private void writeAttrs(FlatAttrs flat, int[] order) {
        char separator = '{';
        for (int index : order) {
            String name = symbols.name(flat.symbolAt(index));
            out.append(separator);
            string(name);
            out.append(':');
            try {
                write(flat.valueAt(index), flat.positionAt(index));
            } catch (NixException e) {
                throw ev.errors.frame(
                        e, flat.positionAt(index), "while evaluating attribute '%s'", Literals.name(name));
            }
            separator = ',';
        }
        out.append(flat.size() == 0 ? "{}" : "}");
    }

    private void writeList(Value[] items, int pos) {
        if (!force) {
            writeElements(items, pos);
            return;
        }
        int mark = ev.sharing.willEvaluate(items, Need.JSON);
        try {
            writeElements(items, pos);
        } finally {
            ev.sharing.evaluated(mark);
        }
    }

    private void writeElements(Value[] items, int pos) {
        out.append('[');
        for (int i = 0; i < items.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            try {
                write(items[i], pos);
            } catch (NixException e) {
                throw ev.errors.frame(e, pos, "while evaluating list element at index %s", i);
            }
        }
        out.append(']');
    }

    private void string(String text) {
        String problem = JsonStrings.append(out, text);
        if (problem != null && badString == null) {
            badString = problem;
            goodEnd = out.length();
        }
    }
}
