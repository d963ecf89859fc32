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
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Turns values into XML (byte text), as {@code builtins.toXML} and {@code nix-instantiate --xml} do, collecting the contexts of
 * their strings. Nesting counts as call depth. One object writes one text.
 */
public final class XmlValues {
    private static final SortedMap<String, String> NO_ATTRIBUTES = Collections.emptySortedMap();

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
        out.open("expr", NO_ATTRIBUTES);
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
                out.empty("null", NO_ATTRIBUTES);
            } else if (v instanceof FloatValue f) {
                leaf("float", NumberText.general6(f.value));
            } else if (v instanceof AttrsValue attrs) {
                writeSet(attrs);
            } else if (v instanceof ListValue list) {
                out.open("list", NO_ATTRIBUTES);
                writeItems(list.items, pos);
                out.close();
            } else if (v instanceof Closure closure && (force || closure.isForced())) {
                writeFunction(closure.lambda);
            } else {
                out.empty("unevaluated", NO_ATTRIBUTES);
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

    private void leaf(String element, String value) {
        out.empty(element, attribute("value", value));
    }

    private static SortedMap<String, String> attribute(String name, String value) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put(name, value);
        return attributes;
    }

    private void writeSet(AttrsValue attrs) {
        if (!ev.isDerivation(attrs)) {
            out.open("attrs", NO_ATTRIBUTES);
            writeAttributes(attrs.flat());
            out.close();
            return;
        }
        SortedMap<String, String> paths = new TreeMap<>();
        addPath(paths, attrs, "drvPath", ev.engine.symbols().drvPath);
        addPath(paths, attrs, "outPath", ev.engine.symbols().outPath);
        out.open("derivation", paths);
        String drvPath = paths.getOrDefault("drvPath", "");
        if (!drvPath.isEmpty() && derivationsSeen.add(drvPath)) {
            writeAttributes(attrs.flat());
        } else {
            out.empty("repeated", NO_ATTRIBUTES);
        }
        out.close();
    }

    private void addPath(SortedMap<String, String> paths, AttrsValue attrs, String name, int symbol) {
        Value cell = attrs.get(symbol);
        if (cell != null) {
            Value v = force ? cell.force(ev, attrs.position(symbol)) : cell.peek();
            if (v instanceof StringValue s) {
                paths.put(name, s.text);
            }
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
            SortedMap<String, String> attributes = attribute("name", ev.name(attrs.symbolAt(index)));
            addLocation(attributes, attrs.positionAt(index));
            out.open("attr", attributes);
            write(attrs.valueAt(index), attrs.positionAt(index));
            out.close();
        }
    }

    private void addLocation(SortedMap<String, String> attributes, int pos) {
        SourcePosition place = locations ? ev.engine.positions().resolve(pos) : null;
        if (place != null) {
            if (place.file().origin() instanceof SourceFile.FileOrigin file) {
                attributes.put("path", file.path());
            } else if (place.file().origin() instanceof SourceFile.InternalOrigin internal) {
                attributes.put("path", "/" + internal.name());
            }
            attributes.put("line", Integer.toString(place.line()));
            attributes.put("column", Integer.toString(place.column()));
        }
    }

    private void writeFunction(Lambda lambda) {
        SortedMap<String, String> location = new TreeMap<>();
        addLocation(location, lambda.pos);
        out.open("function", location);
        SortedMap<String, String> pattern = new TreeMap<>();
        if (lambda.parameter() >= 0) {
            pattern.put("name", ev.name(lambda.parameter()));
        }
        Lambda.Formal[] formals = lambda.formals();
        if (formals == null) {
            out.empty("varpat", pattern);
        } else {
            if (lambda.ellipsis()) {
                pattern.put("ellipsis", "1");
            }
            out.open("attrspat", pattern);
            String[] names = new String[formals.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = ev.name(formals[i].symbol());
            }
            Arrays.sort(names);
            for (String name : names) {
                out.empty("attr", attribute("name", name));
            }
            out.close();
        }
        out.close();
    }
}
