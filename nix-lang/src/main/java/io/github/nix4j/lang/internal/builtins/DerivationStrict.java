package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Need;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Symbols;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationOutput;
import io.github.nix4j.store.derivation.StructuredAttrs;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One call of {@code derivationStrict}: goes through the attributes in the order of their names and collects from them. */
final class DerivationStrict {
    private final Evaluation ev;
    private final Symbols symbols;
    private final String name;
    private final ContextBuilder context = new ContextBuilder();

    /** In order as it is put together: sorting afterwards inlines so much that the JVM takes half a second to compile it. */
    private final SortedMap<String, String> env = new TreeMap<>();

    private final List<String> args = new ArrayList<>();
    private final DerivationOutputs outputs;
    private String builder = "";
    private String system = "";
    private @Nullable StructuredText structured;
    private @Nullable StructuredAttrs givenJson;

    DerivationStrict(Evaluation ev, String name) {
        this.ev = ev;
        this.symbols = ev.engine.symbols();
        this.name = name;
        this.outputs = new DerivationOutputs(ev, name);
    }

    /** The set of {@code drvPath} and the outputs. */
    Value make(AttrsValue attrs) {
        boolean isStructured = flag(attrs, symbols.structuredAttrs, "__structuredAttrs");
        boolean ignoreNulls = flag(attrs, symbols.ignoreNulls, "__ignoreNulls");
        if (isStructured) {
            structured = new StructuredText(ev, name, context);
        }
        FlatAttrs flat = attrs.flat();
        int[] order = flat.nameOrder(ev.engine.symbolTable());
        int mark = ev.sharing.willEvaluate(flat, order, isStructured ? Need.JSON : Need.TEXT);
        try {
            attributes(flat, order, ignoreNulls);
        } finally {
            ev.sharing.evaluated(mark);
        }
        return result(derivation());
    }

    private void attributes(FlatAttrs flat, int[] order, boolean ignoreNulls) {
        for (int index : order) {
            int symbol = flat.symbolAt(index);
            if (symbol == symbols.ignoreNulls) {
                continue;
            }
            Value cell = flat.valueAt(index);
            try {
                if (!ignoreNulls || !(cell.force(ev, 0) instanceof NullValue)) {
                    attribute(symbol, cell);
                }
            } catch (NixException e) {
                throw ev.errors.frame(
                        e,
                        flat.positionAt(index),
                        "while evaluating attribute '%s' of derivation '%s'",
                        Literals.name(ev.name(symbol)),
                        name);
            } catch (StoreException e) {
                throw ev.errors.frame(
                        ev.errors.store(e),
                        flat.positionAt(index),
                        "while evaluating attribute '%s' of derivation '%s'",
                        Literals.name(ev.name(symbol)),
                        name);
            }
        }
    }

    private boolean flag(AttrsValue attrs, int symbol, String attribute) {
        Value cell = attrs.get(symbol);
        return cell != null
                && ev.forceBool(
                        cell,
                        0,
                        "while evaluating the `" + attribute + "` attribute passed to builtins.derivationStrict");
    }

    private void attribute(int symbol, Value cell) {
        if (symbol == symbols.contentAddressed) {
            if (ev.forceBool(cell, 0, "")) {
                outputs.contentAddressed();
            }
        } else if (symbol == symbols.impure) {
            if (ev.forceBool(cell, 0, "")) {
                outputs.impure();
            }
        } else if (symbol == symbols.args) {
            ListValue list = ev.forceList(cell, 0, "");
            for (Value item : list.items) {
                args.add(Coercion.toText(
                        ev,
                        0,
                        item,
                        context,
                        "while evaluating an element of the argument list",
                        Coercion.Mode.MORE_COPY));
            }
        } else if (structured != null) {
            if (symbol != symbols.structuredAttrs) {
                structuredAttribute(structured, symbol, cell);
            }
        } else {
            variable(symbol, cell);
        }
    }

    private void structuredAttribute(StructuredText text, int symbol, Value cell) {
        text.add(ev.name(symbol), cell);
        if (symbol == symbols.builder) {
            builder = ev.forceString(cell, context, 0, "");
        } else if (symbol == symbols.system) {
            system = ev.forceStringNoContext(cell, 0, "");
        } else if (symbol == symbols.outputs) {
            List<String> names = new ArrayList<>();
            for (Value item : ev.forceList(cell, 0, "").items) {
                names.add(ev.forceStringNoContext(item, 0, ""));
            }
            outputs.names(names);
        } else if (outputs.concerns(symbol)) {
            outputs.attribute(symbol, ev.forceStringNoContext(cell, 0, ""));
        }
        text.warnAbout(symbol);
    }

    private void variable(int symbol, Value cell) {
        String text = Coercion.toText(ev, 0, cell, context, "", Coercion.Mode.MORE_COPY);
        if (symbol == symbols.json) {
            BuiltinWarnings.warn(
                    ev,
                    "In derivation '%s': setting structured attributes via '__json' is deprecated, and may be disallowed"
                            + " in future versions of Nix. Set '__structuredAttrs = true' instead.",
                    name);
            givenJson = JsonAttribute.parse(ev, text);
            return;
        }
        env.put(ev.name(symbol), text);
        if (symbol == symbols.builder) {
            builder = text;
        } else if (symbol == symbols.system) {
            system = text;
        } else if (symbol == symbols.outputs) {
            outputs.names(words(text));
        } else if (outputs.concerns(symbol)) {
            outputs.attribute(symbol, text);
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean blank = i == text.length() || " \t\n\r".indexOf(text.charAt(i)) >= 0;
            if (blank && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            } else if (!blank && start < 0) {
                start = i;
            }
        }
        return words;
    }

    private Derivation derivation() {
        DerivationInputs inputs = new DerivationInputs(ev.engine.storeBridge().reader());
        for (ContextElement element : context.build()) {
            inputs.add(ev.engine.storeBridge(), element);
        }
        if (builder.isEmpty()) {
            throw ev.errors.atNone(ev.errors.of(ErrorKind.MISSING_ARGUMENT, "required attribute 'builder' missing"));
        }
        if (system.isEmpty()) {
            throw ev.errors.atNone(ev.errors.of(ErrorKind.MISSING_ARGUMENT, "required attribute 'system' missing"));
        }
        outputs.checkName();
        SortedMap<String, DerivationOutput> made = outputs.make(env);
        return new Derivation(
                name,
                made,
                inputs.derivations(),
                inputs.sources(),
                system,
                builder,
                args,
                env,
                structured != null ? structured.finish() : givenJson);
    }

    private Value result(Derivation made) {
        Derivation derivation =
                outputs.isInputAddressed() ? ev.engine.storeBridge().fillInOutputPaths(made) : made;
        StorePath path = ev.engine.storeBridge().addDerivation(derivation);
        AttrsBuilder result = ev.newAttrs(1 + derivation.outputs().size());
        result.add(
                symbols.drvPath,
                new StringValue(
                        ev.engine.storeBridge().print(path), StringContext.of(new ContextElement.DrvDeep(path))));
        for (String output : derivation.outputs().keySet()) {
            result.add(ev.intern(output), OutputStrings.of(ev, path, derivation, output));
        }
        return result.build();
    }
}
