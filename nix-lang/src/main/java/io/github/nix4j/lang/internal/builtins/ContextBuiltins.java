package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The contexts of strings: what in the store they refer to. */
final class ContextBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("hasContext", "s", ContextBuiltins::hasContext).doc("Whether a string refers to the store.");
        r.add1("getContext", "s", ContextBuiltins::getContext)
                .doc("What a string refers to: by store path, a set of `path`, `allOutputs` and `outputs`.");
        r.add2("appendContext", "s context", ContextBuiltins::appendContext)
                .doc("The string with more references, given as `getContext` returns them.");
        r.add1("unsafeDiscardStringContext", "s", ContextBuiltins::unsafeDiscardStringContext)
                .doc("The string without its references to the store.");
        r.add1("unsafeDiscardOutputDependency", "s", ContextBuiltins::unsafeDiscardOutputDependency)
                .doc("The string, referring to derivations as such where it referred to all of their outputs.");
        r.add1("addDrvOutputDependencies", "s", ContextBuiltins::addDrvOutputDependencies)
                .doc("The string, which refers to one derivation as such, referring to all of its outputs too.");
    }

    static Value hasContext(Evaluation ev, Value s) {
        StringValue string = ev.forceString(s, 0, "while evaluating the argument passed to builtins.hasContext");
        return BoolValue.of(!string.context.isEmpty());
    }

    static Value unsafeDiscardStringContext(Evaluation ev, Value s) {
        String text = Coercion.toText(
                ev,
                0,
                s,
                new ContextBuilder(),
                "while evaluating the argument passed to builtins.unsafeDiscardStringContext",
                Coercion.Mode.COPY);
        return StringValue.of(text);
    }

    static Value unsafeDiscardOutputDependency(Evaluation ev, Value s) {
        ContextBuilder context = new ContextBuilder();
        String text = Coercion.toText(
                ev,
                0,
                s,
                context,
                "while evaluating the argument passed to builtins.unsafeDiscardOutputDependency",
                Coercion.Mode.COPY);
        List<ContextElement> elements = new ArrayList<>();
        for (ContextElement element : context.build()) {
            elements.add(
                    element instanceof ContextElement.DrvDeep deep
                            ? new ContextElement.Opaque(deep.drvPath())
                            : element);
        }
        return new StringValue(text, StringContext.of(elements));
    }

    static Value addDrvOutputDependencies(Evaluation ev, Value s) {
        ContextBuilder builder = new ContextBuilder();
        String text = Coercion.toText(
                ev,
                0,
                s,
                builder,
                "while evaluating the argument passed to builtins.addDrvOutputDependencies",
                Coercion.Mode.COPY);
        StringContext context = builder.build();
        if (context.size() != 1) {
            throw ev.errors.atNone(ev.errors.eval(
                    "context of string '%s' must have exactly one element, but has %s", text, context.size()));
        }
        ContextElement element = context.elements().get(0);
        if (element instanceof ContextElement.DrvDeep) {
            return new StringValue(text, context);
        }
        if (element instanceof ContextElement.Built built) {
            throw ev.errors.atNone(ev.errors.eval(
                    "`addDrvOutputDependencies` can only act on derivations, not on a derivation output such as '%s'",
                    built.output()));
        }
        StorePath path = ((ContextElement.Opaque) element).path();
        if (!path.isDerivation()) {
            throw ev.errors.atNone(ev.errors.eval(
                    "path '%s' is not a derivation", ev.engine.storeBridge().print(path)));
        }
        return new StringValue(text, StringContext.of(new ContextElement.DrvDeep(path)));
    }

    /** What {@code element} stands for; an output of a derivation is asked of the store. */
    private static StorePath resolved(Evaluation ev, ContextElement element) {
        if (!(element instanceof ContextElement.Built built)) {
            return ((ContextElement.Opaque) element).path();
        }
        StorePath drv = resolved(ev, built.drv());
        StoreBridge bridge = ev.engine.storeBridge();
        try {
            Derivation derivation = bridge.reader().readDerivation(drv);
            if (!derivation.outputs().containsKey(built.output())) {
                throw ev.errors.eval(
                        "derivation '%s' does not have an output named '%s'", bridge.print(drv), built.output());
            }
            StorePath path = derivation.outputPath(bridge.reader().storeDir(), built.output());
            if (path == null) {
                throw ev.errors.eval(
                        "cannot operate on output '%s' of the unbuilt derivation '%s'",
                        built.output(), bridge.print(drv));
            }
            return path;
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }

    /** How a string refers to one store object. */
    private static final class References {
        boolean path;
        boolean allOutputs;
        final List<Value> outputs = new ArrayList<>();
    }

    static Value getContext(Evaluation ev, Value s) {
        StringValue string = ev.forceString(s, 0, "while evaluating the argument passed to builtins.getContext");
        Map<StorePath, References> byPath = new TreeMap<>();
        for (ContextElement element : string.context) {
            if (element instanceof ContextElement.Opaque opaque) {
                references(byPath, opaque.path()).path = true;
            } else if (element instanceof ContextElement.DrvDeep deep) {
                references(byPath, deep.drvPath()).allOutputs = true;
            } else if (element instanceof ContextElement.Built built) {
                references(byPath, resolved(ev, built.drv())).outputs.add(StringValue.of(built.output()));
            }
        }
        int path = ev.engine.symbols().path;
        int allOutputs = ev.intern("allOutputs");
        AttrsBuilder result = ev.newAttrs(byPath.size());
        byPath.forEach((object, references) -> {
            AttrsBuilder info = ev.newAttrs(3);
            if (references.path) {
                info.add(path, BoolValue.TRUE);
            }
            if (references.allOutputs) {
                info.add(allOutputs, BoolValue.TRUE);
            }
            if (!references.outputs.isEmpty()) {
                info.add(ev.engine.symbols().outputs, new ListValue(references.outputs.toArray(new Value[0])));
            }
            result.add(ev.intern(ev.engine.storeBridge().print(object)), info.build());
        });
        return result.build();
    }

    private static References references(Map<StorePath, References> byPath, StorePath path) {
        return byPath.computeIfAbsent(path, p -> new References());
    }

    static Value appendContext(Evaluation ev, Value s, Value context) {
        ContextBuilder into = new ContextBuilder();
        String text =
                ev.forceString(s, into, 0, "while evaluating the first argument passed to builtins.appendContext");
        FlatAttrs attrs = ev.forceAttrs(
                        context, 0, "while evaluating the second argument passed to builtins.appendContext")
                .flat();
        StoreDir storeDir = new StoreDir(ev.engine.storeBridge().storeDir());
        for (int i = 0; i < attrs.size(); i++) {
            String name = ev.name(attrs.symbolAt(i));
            int pos = attrs.positionAt(i);
            StorePath path = storeDir.tryParse(name);
            if (path == null) {
                throw ev.errors.at(ev.errors.eval("context key '%s' is not a store path", Literals.name(name)), pos);
            }
            requireReference(ev, path);
            AttrsValue info = ev.forceAttrs(attrs.valueAt(i), pos, "while evaluating the value of a string context");
            append(ev, path, name, info, pos, into);
        }
        return new StringValue(text, into.build());
    }

    private static void requireReference(Evaluation ev, StorePath path) {
        try {
            PathBuiltins.require(ev, path);
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }

    private static void append(
            Evaluation ev, StorePath path, String name, AttrsValue info, int pos, ContextBuilder into) {
        int symbol = ev.engine.symbols().path;
        Value cell = info.get(symbol);
        if (cell != null
                && ev.forceBool(
                        cell, info.position(symbol), "while evaluating the `path` attribute of a string context")) {
            into.add(new ContextElement.Opaque(path));
        }
        symbol = ev.intern("allOutputs");
        cell = info.get(symbol);
        if (cell != null
                && ev.forceBool(
                        cell,
                        info.position(symbol),
                        "while evaluating the `allOutputs` attribute of a string context")) {
            if (!path.isDerivation()) {
                throw ev.errors.at(
                        ev.errors.eval(
                                "tried to add all-outputs context of %s, which is not a derivation, to a string",
                                Literals.name(name)),
                        pos);
            }
            into.add(new ContextElement.DrvDeep(path));
        }
        symbol = ev.engine.symbols().outputs;
        cell = info.get(symbol);
        if (cell != null) {
            appendOutputs(ev, path, name, cell, info.position(symbol), pos, into);
        }
    }

    private static void appendOutputs(
            Evaluation ev, StorePath path, String name, Value cell, int pos, int namePos, ContextBuilder into) {
        ListValue outputs = ev.forceList(cell, pos, "while evaluating the `outputs` attribute of a string context");
        if (outputs.size() > 0 && !path.isDerivation()) {
            throw ev.errors.at(
                    ev.errors.eval(
                            "tried to add derivation output context of %s, which is not a derivation, to a string",
                            Literals.name(name)),
                    namePos);
        }
        for (Value output : outputs.items) {
            into.add(new ContextElement.Built(
                    new ContextElement.Opaque(path),
                    ev.forceStringNoContext(output, pos, "while evaluating an output name within a string context")));
        }
    }
}
