package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.store.DiskStore;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.Placeholder;
import io.github.nix4j.store.path.StorePath;

/** Strings that are to stand for one object of the store, or one output of a derivation, and for nothing more. */
public final class SingleDerivedPath {
    private SingleDerivedPath() {}

    /**
     * What {@code reference} stands for: {@link ContextElement.Opaque} or {@link ContextElement.Built}. An error if it refers to
     * more or less than that, or if its text is another.
     *
     * @param frame tells of what goes wrong, with {@code arguments} in it
     */
    public static ContextElement of(Evaluation ev, StringValue reference, int pos, String frame, Object... arguments) {
        NixException wrong;
        if (reference.context.size() != 1) {
            wrong = ev.errors.eval(
                    "string '%s' has %s entries in its context. It should only have exactly one entry",
                    reference.text, reference.context.size());
            throw ev.errors.frame(wrong, pos, frame, arguments);
        }
        ContextElement element = reference.context.elements().get(0);
        if (element instanceof ContextElement.DrvDeep) {
            wrong = ev.errors.eval(
                    "string '%s' has a context which refers to a complete source and binary closure."
                            + " This is not supported at this time",
                    reference.text);
            throw ev.errors.frame(wrong, pos, frame, arguments);
        }
        String expected;
        try {
            expected = text(ev, element);
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
        if (!reference.text.equals(expected)) {
            throw ev.errors.frame(mismatch(ev, reference.text, element, expected), pos, frame, arguments);
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
    static String text(Evaluation ev, ContextElement element) {
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
