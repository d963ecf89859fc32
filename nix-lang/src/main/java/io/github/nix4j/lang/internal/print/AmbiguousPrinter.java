package io.github.nix4j.lang.internal.print;

import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.NumberText;
import io.github.nix4j.lang.internal.eval.PartialValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.SymbolTable;
import io.github.nix4j.lang.internal.eval.Thunk;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The printer of {@code nix-instantiate --eval}: in one line, without evaluating anything, and with marks such as
 * {@code <CODE>} that could be Nix code too, hence its name. Text is byte text.
 */
public final class AmbiguousPrinter {
    private final Evaluation ev;
    private final SymbolTable symbols;
    private final StringBuilder out;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private AmbiguousPrinter(Evaluation ev, StringBuilder out) {
        this.ev = ev;
        this.symbols = ev.engine.symbolTable();
        this.out = out;
    }

    /** The text of {@code cell}; throws when it is nested deeper than {@code max-call-depth}. */
    public static String print(Evaluation ev, Value cell) {
        StringBuilder out = new StringBuilder();
        print(ev, cell, out);
        return out.toString();
    }

    /** Adds the text of {@code cell} to {@code out}, which keeps what it got when this throws. */
    public static void print(Evaluation ev, Value cell, StringBuilder out) {
        new AmbiguousPrinter(ev, out).print(cell, 0);
    }

    private void print(Value cell, int depth) {
        ev.checkDepth(depth, cell instanceof AttrsValue attrs ? attrs.pos() : 0);
        Value v = ValuePrinter.isConstant(cell) ? cell.force(ev, 0) : cell.peek();
        if (v instanceof StringValue s) {
            Literals.string(out, s.text);
        } else if (v instanceof IntValue i) {
            out.append(i.value);
        } else if (v instanceof FloatValue f) {
            out.append(NumberText.general6(f.value));
        } else if (v instanceof BoolValue b) {
            out.append(b.value);
        } else if (v instanceof NullValue) {
            out.append("null");
        } else if (v instanceof PathValue p) {
            out.append(p.path.display());
        } else if (v instanceof AttrsValue attrs) {
            printAttrs(attrs.flat(), depth);
        } else if (v instanceof ListValue list) {
            printList(cell, list.items, depth);
        } else if (v instanceof Thunk thunk) {
            out.append(thunk.isUnderEvaluation() ? Literals.quoted("potential infinite recursion") : "<CODE>");
        } else if (v instanceof Closure closure) {
            out.append(closure.isForced() ? "<LAMBDA>" : "<CODE>");
        } else {
            out.append(v instanceof PartialValue ? "<PRIMOP-APP>" : "<PRIMOP>");
        }
    }

    private void printAttrs(FlatAttrs attrs, int depth) {
        if (attrs.size() > 0 && !seen.add(attrs)) {
            out.append(Literals.quoted("repeated"));
            return;
        }
        out.append("{ ");
        for (int index : attrs.nameOrder(symbols)) {
            Literals.attributeName(out, symbols.name(attrs.symbolAt(index)));
            out.append(" = ");
            print(attrs.valueAt(index), depth + 1);
            out.append("; ");
        }
        out.append('}');
    }

    private void printList(Value cell, Value[] items, int depth) {
        if (items.length > 0 && !seen.add(cell)) {
            out.append(Literals.quoted("repeated"));
            return;
        }
        out.append("[ ");
        for (Value item : items) {
            print(item, depth + 1);
            out.append(' ');
        }
        out.append(']');
    }
}
