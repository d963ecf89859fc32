package io.github.nix4j.lang.internal.builtins;

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
import io.github.nix4j.store.StoreException;
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
        ContextElement element = SingleDerivedPath.of(ev, reference, 0, frame);
        String output =
                ev.forceStringNoContext(outputName, 0, "while evaluating the second argument to builtins.outputOf");
        ContextElement.Built built = new ContextElement.Built(element, output);
        try {
            return new StringValue(SingleDerivedPath.text(ev, built), StringContext.of(built));
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }
}
