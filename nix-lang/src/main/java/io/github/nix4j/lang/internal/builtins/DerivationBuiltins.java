package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.JavaNode;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.DiskStore;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.Placeholder;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StorePathName;

/** Making derivations. */
final class DerivationBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.constant(
                        "derivation",
                        ev -> JavaNode.constant(
                                e -> InternalSource.evaluate(e, DerivationSource.NAME, DerivationSource.TEXT)))
                .global()
                .doc("Describes something to be built by a program: see `derivationStrict`, which does the work when a"
                        + " path is needed.");
        r.add1("derivationStrict", "attrs", DerivationBuiltins::derivationStrict)
                .global()
                .doc("Writes a derivation to the store and gives its path and the paths of its outputs.");
        r.add2("outputOf", "derivation-reference output-name", DerivationBuiltins::outputOf)
                .gated("dynamic-derivations")
                .doc("The path of an output of a derivation, or a string that stands for it until it is known.");
    }

    static Value derivationStrict(Evaluation ev, Value arg) {
        AttrsValue attrs = ev.forceAttrs(arg, 0, "while evaluating the argument passed to builtins.derivationStrict");
        int nameSymbol = ev.engine.symbols().name;
        Value nameCell =
                ev.getAttr(attrs, nameSymbol, "in the attrset passed as argument to builtins.derivationStrict");
        int namePos = attrs.position(nameSymbol);
        String name;
        try {
            name = ev.forceStringNoContext(
                    nameCell, 0, "while evaluating the `name` attribute passed to builtins.derivationStrict");
        } catch (NixException e) {
            throw ev.errors.frame(e, namePos, "while evaluating the derivation attribute 'name'");
        }
        try {
            try {
                checkName(ev, name);
                return new DerivationStrict(ev, name).make(attrs);
            } catch (StoreException e) {
                throw ev.errors.store(e);
            }
        } catch (NixException e) {
            throw ev.errors.placelessFrame(
                    e,
                    "while evaluating derivation '%s'\n  whose name attribute is located at %s",
                    name,
                    ev.engine.positions().display(namePos));
        }
    }

    private static void checkName(Evaluation ev, String name) {
        try {
            StorePathName.check(name);
        } catch (StoreException e) {
            throw ev.errors.eval(
                    "invalid derivation name: %s. Please pass a different '%s'.",
                    Message.quoting(e.byteMessage()), "name");
        }
    }

    static Value outputOf(Evaluation ev, Value derivation, Value outputName) {
        String frame = "while evaluating the first argument to builtins.outputOf";
        StringValue reference = ev.forceString(derivation, 0, frame);
        ContextElement element = single(ev, reference, frame);
        String output =
                ev.forceStringNoContext(outputName, 0, "while evaluating the second argument to builtins.outputOf");
        ContextElement.Built built = new ContextElement.Built(element, output);
        try {
            return new StringValue(text(ev, built), StringContext.of(built));
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }

    private static ContextElement single(Evaluation ev, StringValue reference, String frame) {
        if (reference.context.size() != 1) {
            throw ev.errors.frame(
                    ev.errors.eval(
                            "string '%s' has %s entries in its context. It should only have exactly one entry",
                            reference.text, reference.context.size()),
                    0,
                    frame);
        }
        ContextElement element = reference.context.elements().get(0);
        if (element instanceof ContextElement.DrvDeep) {
            throw ev.errors.frame(
                    ev.errors.eval(
                            "string '%s' has a context which refers to a complete source and binary closure."
                                    + " This is not supported at this time",
                            reference.text),
                    0,
                    frame);
        }
        String expected;
        try {
            expected = text(ev, element);
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
        if (!reference.text.equals(expected)) {
            throw ev.errors.frame(mismatch(ev, reference.text, element, expected), 0, frame);
        }
        return element;
    }

    private static NixException mismatch(Evaluation ev, String text, ContextElement element, String expected) {
        if (element instanceof ContextElement.Built built) {
            return ev.errors.eval(
                    "string '%s' has context with the output '%s' from derivation '%s', but the string is not the right"
                            + " placeholder for this derivation output. It should be '%s'",
                    text, built.output(), ev.engine.storeBridge().display(built.drv()), expected);
        }
        return ev.errors.eval("path string '%s' has context with the different path '%s'", text, expected);
    }

    /** The string that stands for a store object. */
    private static String text(Evaluation ev, ContextElement element) {
        if (!(element instanceof ContextElement.Built built)) {
            return ev.engine.storeBridge().print(((ContextElement.Opaque) element).path());
        }
        if (built.drv() instanceof ContextElement.Opaque opaque) {
            StorePath path = opaque.path();
            StoreReader store = ev.engine.storeBridge().reader();
            if (store instanceof DiskStore && !store.isValid(path)) {
                throw ev.errors.of(
                        ErrorKind.INVALID_PATH,
                        "path '%s' is not a valid store path",
                        ev.engine.storeBridge().print(path));
            }
            Derivation derivation = store.readDerivation(path);
            if (!derivation.outputs().containsKey(built.output())) {
                throw ev.errors.of(
                        ErrorKind.IO,
                        "derivation '%s' does not have output '%s'",
                        ev.engine.storeBridge().print(path),
                        built.output());
            }
            return OutputStrings.of(ev, path, derivation, built.output()).text;
        }
        return placeholder(built).render();
    }

    private static Placeholder placeholder(ContextElement.Built built) {
        return built.drv() instanceof ContextElement.Built inner
                ? Placeholder.unknownDerivation(placeholder(inner), built.output())
                : Placeholder.unknownOutput(((ContextElement.Opaque) built.drv()).path(), built.output());
    }
}
