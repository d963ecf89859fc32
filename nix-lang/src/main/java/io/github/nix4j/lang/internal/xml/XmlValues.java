package io.github.nix4j.lang.internal.xml;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.Lambda;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Need;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.NumberText;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.StoreException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into XML (byte text), as {@code builtins.toXML} and {@code nix-instantiate --xml} do, collecting the contexts of
 * their strings. Nesting counts as call depth. One object writes one text.
 */
public final class XmlValues {
    private final Evaluation ev;
    private final ContextBuilder context;
    private final boolean force;
    private final boolean locations;
    private final XmlText out = new XmlText();
    private final Set<String> derivationsSeen = new HashSet<>();

    private XmlValues(Evaluation ev, ContextBuilder context, boolean force, boolean locations) {
        this.ev = ev;
        this.context = context;
        this.force = force;
        this.locations = locations;
    }

    /**
     * The XML text of {@code cell}.
     *
     * @param context where contexts of strings go
     * @param force whether to evaluate; what is not evaluated is marked so
     * @param locations whether attributes and functions say where they are defined
     */
    public static String write(
            Evaluation ev, Value cell, int pos, ContextBuilder context, boolean force, boolean locations) {
        XmlValues values = new XmlValues(ev, context, force, locations);
        values.document(cell, pos);
        return values.out.toString();
    }

    /**
     * Hands the XML text of {@code cell} to {@code sink}: on an error, what there is by then, with its elements closed, as the
     * reference leaves it behind; the error goes on. Nothing where the program is evaluated again.
     */
    public static void print(Evaluation ev, Value cell, boolean force, boolean locations, Consumer<String> sink) {
        XmlValues values = new XmlValues(ev, new ContextBuilder(), force, locations);
        try {
            values.document(cell, 0);
        } catch (NixException e) {
            if (!ev.sharing.isEvaluatedAgain(e)) {
                values.out.closeAll();
                sink.accept(values.out.toString());
            }
            throw e;
        } catch (StoreException e) {
            values.out.closeAll();
            sink.accept(values.out.toString());
            throw e;
        }
        sink.accept(values.out.toString());
    }

    private void document(Value cell, int pos) {
        open("expr");
        write(cell, pos);
        out.close();
    }

    private void write(Value cell, int pos) {
        ev.enter(pos);
        try {
            Value v = force ? cell.force(ev, pos) : cell.peek();
            if (v instanceof StringValue s) {
                context.add(s.context);
                leaf("string", s.text);
            } else if (v instanceof IntValue i) {
                leaf("int", Long.toString(i.value));
            } else if (v instanceof BoolValue b) {
                leaf("bool", b.value ? "true" : "false");
            } else if (v instanceof PathValue p) {
                leaf("path", p.path.display());
            } else if (v instanceof NullValue) {
                empty("null");
            } else if (v instanceof FloatValue f) {
                leaf("float", NumberText.general6(f.value));
            } else if (v instanceof AttrsValue attrs) {
                writeSet(attrs);
            } else if (v instanceof ListValue list) {
                open("list");
                writeItems(list.items, pos);
                out.close();
            } else if (v instanceof Closure closure && (force || closure.isForced())) {
                writeFunction(closure.lambda);
            } else {
                empty("unevaluated");
            }
        } finally {
            ev.leave();
        }
    }

    private void writeItems(Value[] items, int pos) {
        int mark = force ? ev.sharing.willEvaluate(items, Need.XML) : 0;
        try {
            for (Value item : items) {
                write(item, pos);
            }
        } finally {
            if (force) {
                ev.sharing.evaluated(mark);
            }
        }
    }

    private void open(String element) {
        out.begin(element).opened(element);
    }

    private void empty(String element) {
        out.begin(element).empty();
    }

    private void leaf(String element, String value) {
        out.begin(element).attribute("value", value).empty();
    }

    private void writeSet(AttrsValue attrs) {
        if (!ev.isDerivation(attrs)) {
            open("attrs");
            writeAttributes(attrs.flat());
            out.close();
            return;
        }
        String drvPath = path(attrs, ev.engine.symbols().drvPath);
        String outPath = path(attrs, ev.engine.symbols().outPath);
        out.begin("derivation");
        attribute("drvPath", drvPath);
        attribute("outPath", outPath);
        out.opened("derivation");
        if (drvPath != null && !drvPath.isEmpty() && derivationsSeen.add(drvPath)) {
            writeAttributes(attrs.flat());
        } else {
            empty("repeated");
        }
        out.close();
    }

    /** The text of an attribute; null if it is not there or no text. */
    private @Nullable String path(AttrsValue attrs, int symbol) {
        Value cell = attrs.get(symbol);
        if (cell == null) {
            return null;
        }
        Value v = force ? cell.force(ev, attrs.position(symbol)) : cell.peek();
        return v instanceof StringValue s ? s.text : null;
    }

    private void attribute(String name, @Nullable String value) {
        if (value != null) {
            out.attribute(name, value);
        }
    }

    private void writeAttributes(FlatAttrs attrs) {
        int[] order = attrs.nameOrder(ev.engine.symbolTable());
        int mark = force ? ev.sharing.willEvaluate(attrs, order, Need.XML) : 0;
        try {
            writeAttributes(attrs, order);
        } finally {
            if (force) {
                ev.sharing.evaluated(mark);
            }
        }
    }

    private void writeAttributes(FlatAttrs attrs, int[] order) {
        for (int index : order) {
            out.begin("attr");
            located(attrs.positionAt(index), ev.name(attrs.symbolAt(index)));
            out.opened("attr");
            write(attrs.valueAt(index), attrs.positionAt(index));
            out.close();
        }
    }

    /** Gives the element the place at {@code pos}, if it is to have one, and this {@code name}, if it has one. */
    private void located(int pos, @Nullable String name) {
        SourcePosition place = locations ? ev.engine.positions().resolve(pos) : null;
        if (place != null) {
            out.attribute("column", Integer.toString(place.column()));
            out.attribute("line", Integer.toString(place.line()));
        }
        attribute("name", name);
        if (place != null && place.file().origin() instanceof SourceFile.FileOrigin file) {
            out.attribute("path", file.path());
        } else if (place != null && place.file().origin() instanceof SourceFile.InternalOrigin internal) {
            out.attribute("path", "/" + internal.name());
        }
    }

    private void writeFunction(Lambda lambda) {
        out.begin("function");
        located(lambda.pos, null);
        out.opened("function");
        String parameter = lambda.parameter() >= 0 ? ev.name(lambda.parameter()) : null;
        Lambda.Formal[] formals = lambda.formals();
        if (formals == null) {
            out.begin("varpat");
            attribute("name", parameter);
            out.empty();
        } else {
            out.begin("attrspat");
            attribute("ellipsis", lambda.ellipsis() ? "1" : null);
            attribute("name", parameter);
            out.opened("attrspat");
            String[] names = new String[formals.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = ev.name(formals[i].symbol());
            }
            Arrays.sort(names);
            for (String name : names) {
                out.begin("attr").attribute("name", name).empty();
            }
            out.close();
        }
        out.close();
    }
}
