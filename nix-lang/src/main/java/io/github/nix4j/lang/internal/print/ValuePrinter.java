package io.github.nix4j.lang.internal.print;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.TerminalText;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinValue;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.ErrorPrinter;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.JavaNode;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.NumberText;
import io.github.nix4j.lang.internal.eval.PartialValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.PositionTable;
import io.github.nix4j.lang.internal.eval.StorePathCoercion;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.SymbolTable;
import io.github.nix4j.lang.internal.eval.Thunk;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;
import io.github.nix4j.store.path.StorePath;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints a value as messages, {@code builtins.trace}, {@code nix eval} and the prompt show it; {@link PrintOptions} says how.
 * One object prints one value. Text is byte text.
 */
public final class ValuePrinter {
    private final SymbolTable symbols;
    private final PositionTable positions;
    private final PrintOptions options;
    private final @Nullable Evaluation ev;
    private final DepthCheck depths;
    private final StringBuilder out;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int attrsPrinted;
    private int itemsPrinted;
    private int indent;

    private ValuePrinter(
            SymbolTable symbols,
            PositionTable positions,
            PrintOptions options,
            @Nullable Evaluation ev,
            DepthCheck depths,
            StringBuilder out) {
        this.symbols = symbols;
        this.positions = positions;
        this.options = options;
        this.ev = ev;
        this.depths = depths;
        this.out = out;
    }

    /**
     * The printer of values in messages. It evaluates nothing, so it needs no evaluation.
     *
     * @param depths fails where values are nested as deeply as calls may not be
     */
    public static ErrorPrinter inMessages(SymbolTable symbols, PositionTable positions, DepthCheck depths) {
        return value -> {
            StringBuilder out = new StringBuilder();
            new ValuePrinter(symbols, positions, PrintOptions.IN_MESSAGES, null, depths, out).print(value, 0);
            return out.toString();
        };
    }

    /** Called for each value in a value. */
    public interface DepthCheck {
        /**
         * @param depth how many values the value is in
         * @param pos where it stands, if that is known
         */
        void check(int depth, int pos);
    }

    /** The text of {@code cell}. Throws what evaluating it throws, as far as the options do not say to print that. */
    public static String print(Evaluation ev, Value cell, PrintOptions options) {
        StringBuilder out = new StringBuilder();
        print(ev, cell, options, out);
        return out.toString();
    }

    /** Appends the text of {@code cell} to {@code out}: if it fails, as far as it came. */
    public static void print(Evaluation ev, Value cell, PrintOptions options, StringBuilder out) {
        new ValuePrinter(ev.engine.symbolTable(), ev.engine.positions(), options, ev, ev::checkDepth, out)
                .print(cell, 0);
    }

    private void print(Value cell, int depth) {
        depths.check(depth, ValuePosition.of(cell, 0));
        try {
            Value v = ev != null && (options.force() || isConstant(cell))
                    ? cell.force(ev, ValuePosition.of(cell, 0))
                    : seen(cell);
            printForced(cell, v, depth);
        } catch (NixException e) {
            if (e.kind() == ErrorKind.STACK_OVERFLOW
                    || !e.isRepeatable()
                    || options.onError() == PrintOptions.OnError.THROW
                    || (options.onError() == PrintOptions.OnError.THROW_AT_TOP && depth == 0)) {
                throw e;
            }
            coloured(
                    Colour.RED,
                    Literals.quoted("error: " + TerminalText.of(e.nixMessage().text(), false)));
        }
    }

    private static Value seen(Value cell) {
        Value late = JavaNode.lateValue(cell);
        return late == null ? cell.peek() : late;
    }

    // What Nix has evaluated before any program runs, and nix4j when it is first used.
    static boolean isConstant(Value cell) {
        return cell instanceof Thunk thunk && thunk.suspended() instanceof JavaNode code && code.isConstant();
    }

    private void printForced(Value cell, Value v, int depth) {
        if (v instanceof StringValue s) {
            printString(s.text);
        } else if (v instanceof IntValue i) {
            coloured(Colour.CYAN, Long.toString(i.value));
        } else if (v instanceof FloatValue f) {
            coloured(Colour.CYAN, NumberText.general6(f.value));
        } else if (v instanceof BoolValue b) {
            coloured(Colour.CYAN, b.value ? "true" : "false");
        } else if (v instanceof NullValue) {
            coloured(Colour.CYAN, "null");
        } else if (v instanceof PathValue p) {
            coloured(Colour.GREEN, p.path.display());
        } else if (v instanceof AttrsValue attrs) {
            printAttrs(attrs, depth);
        } else if (v instanceof ListValue list) {
            printList(cell, list, depth);
        } else if (v instanceof Closure closure && !closure.isForced()) {
            coloured(Colour.MAGENTA, Literals.quoted("thunk"));
        } else if (v instanceof Thunk thunk) {
            if (thunk.isUnderEvaluation()) {
                coloured(Colour.RED, Literals.quoted("potential infinite recursion"));
            } else {
                coloured(Colour.MAGENTA, Literals.quoted("thunk"));
            }
        } else {
            coloured(Colour.BLUE, Literals.quoted(function(v)));
        }
    }

    private void printString(String text) {
        if (options.colours()) {
            out.append(Colour.MAGENTA.sequence);
        }
        int shown = Math.min(text.length(), options.maxStringLength());
        Literals.string(out, text, shown);
        if (shown < text.length()) {
            // The reference does not end the string's colour here.
            out.append(' ');
            printElided(text.length() - shown, "byte", "bytes");
        } else if (options.colours()) {
            out.append(Colour.NORMAL.sequence);
        }
    }

    private void printElided(int count, String singular, String plural) {
        coloured(Colour.FAINT, Literals.quoted(count + " " + (count == 1 ? singular : plural) + " elided"));
    }

    private String function(Value v) {
        if (v instanceof BuiltinValue builtin) {
            return "primop " + builtin.builtin.name();
        }
        if (v instanceof PartialValue partial) {
            return "partially applied primop " + partial.function.builtin.name();
        }
        if (v instanceof Closure closure) {
            SourcePosition place = positions.resolve(closure.lambda.pos);
            String name = closure.lambda.name() == null ? "" : " " + Literals.name(closure.lambda.name());
            return "lambda" + name + " @ " + (place == null ? Literals.quoted("none") : place.display());
        }
        throw new IllegalStateException("no printed form for " + v.getClass());
    }

    private void printAttrs(AttrsValue attrs, int depth) {
        // What is repeated goes by the identity of a set's storage.
        FlatAttrs flat = attrs.flat();
        if (options.trackRepeated() && !seen.add(flat.identity())) {
            coloured(Colour.MAGENTA, Literals.quoted("repeated"));
            return;
        }
        if (ev != null && options.force() && options.derivationPaths() && ev.isDerivation(attrs)) {
            printDerivation(ev, attrs);
            return;
        }
        if (depth >= options.maxDepth()) {
            out.append("{ ... }");
            return;
        }
        int size = flat.size();
        int[] order = flat.nameOrder(symbols);
        if (options.maxAttrs() != Integer.MAX_VALUE) {
            order = importantFirst(flat, order);
        }
        indent += options.indent();
        out.append('{');
        boolean lines = inLines(size, size == 0 ? null : flat.valueAt(order[0]));
        for (int i = 0; i < size; i++) {
            space(lines);
            if (attrsPrinted >= options.maxAttrs()) {
                printElided(size - i, "attribute", "attributes");
                break;
            }
            Literals.attributeName(out, symbols.name(flat.symbolAt(order[i])));
            out.append(" = ");
            print(flat.valueAt(order[i]), depth + 1);
            out.append(';');
            attrsPrinted++;
        }
        indent -= options.indent();
        space(lines);
        out.append('}');
    }

    /** Where not all attributes may be shown, those that tell what a set is go first. */
    private int[] importantFirst(FlatAttrs flat, int[] order) {
        int[] sorted = new int[order.length];
        int n = 0;
        for (int index : order) {
            if (isImportant(flat, index)) {
                sorted[n++] = index;
            }
        }
        for (int index : order) {
            if (!isImportant(flat, index)) {
                sorted[n++] = index;
            }
        }
        return sorted;
    }

    private boolean isImportant(FlatAttrs flat, int index) {
        String name = symbols.name(flat.symbolAt(index));
        return name.equals("type") || name.equals("_type");
    }

    private void printDerivation(Evaluation evaluation, AttrsValue attrs) {
        int drvPath = evaluation.engine.symbols().drvPath;
        Value cell = attrs.get(drvPath);
        String text = "derivation";
        if (cell != null) {
            StorePath path = StorePathCoercion.of(
                    evaluation, attrs.position(drvPath), cell, "while evaluating the drvPath of a derivation");
            text += " " + evaluation.engine.storeBridge().print(path);
        }
        coloured(Colour.GREEN, Literals.quoted(text));
    }

    private void printList(Value cell, ListValue list, int depth) {
        Value[] items = list.items;
        // For lists it goes by the cell, so that two variables with the same list are both printed.
        if (options.trackRepeated() && items.length > 0 && !seen.add(cell)) {
            coloured(Colour.MAGENTA, Literals.quoted("repeated"));
            return;
        }
        if (depth >= options.maxDepth()) {
            out.append("[ ... ]");
            return;
        }
        indent += options.indent();
        out.append('[');
        boolean lines = inLines(items.length, items.length == 0 ? null : items[0]);
        for (int i = 0; i < items.length; i++) {
            space(lines);
            if (itemsPrinted >= options.maxItems()) {
                printElided(items.length - i, "item", "items");
                break;
            }
            print(items[i], depth + 1);
            itemsPrinted++;
        }
        indent -= options.indent();
        space(lines);
        out.append(']');
    }

    /** Whether the parts of a set or list go on lines of their own: not if there is one that is no set or list. */
    private boolean inLines(int size, @Nullable Value first) {
        if (options.indent() == 0 || first == null) {
            return false;
        }
        if (size > 1) {
            return true;
        }
        Value v = ev == null ? first.peek() : first.force(ev, ValuePosition.of(first, 0));
        return v instanceof ListValue || v instanceof AttrsValue || v instanceof Thunk;
    }

    private void space(boolean line) {
        if (line) {
            out.append('\n').append(" ".repeat(indent));
        } else {
            out.append(' ');
        }
    }

    private void coloured(Colour colour, String text) {
        if (options.colours()) {
            out.append(colour.sequence).append(text).append(Colour.NORMAL.sequence);
        } else {
            out.append(text);
        }
    }
}
