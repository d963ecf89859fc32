package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.builtins.PathArguments.Links;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.JavaNode;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StorePath;
import org.jspecify.annotations.Nullable;

/** Evaluating other files. One object belongs to one engine. */
final class ImportBuiltins implements BuiltinGroup {
    private final Value importedDerivation =
            JavaNode.delay(ev -> InternalSource.evaluate(ev, "imported-derivation.nix"));

    @Override
    public void register(BuiltinRegistry r) {
        r.add1("import", "path", this::importPath)
                .global()
                .doc(
                        "The value of a Nix file, or of the file `default.nix` in a directory. Each file is evaluated once.");
        r.add2("scopedImport", "scope path", this::scopedImport)
                .global()
                .doc(
                        "The value of a Nix file in which the attributes of *scope* are variables, evaluated anew each time.");
    }

    private Value importPath(Evaluation ev, Value arg) {
        SourcePath path = PathArguments.realise(ev, arg, Links.NONE);
        StorePath derivation = derivation(ev, path);
        return derivation == null ? ev.engine.importFile(ev, path) : derivationValue(ev, path, derivation);
    }

    private Value scopedImport(Evaluation ev, Value scope, Value arg) {
        SourcePath path = PathArguments.realise(ev, arg, Links.NONE);
        StorePath derivation = derivation(ev, path);
        if (derivation != null) {
            return derivationValue(ev, path, derivation);
        }
        AttrsValue attrs =
                ev.forceAttrs(scope, 0, "while evaluating the first argument passed to builtins.scopedImport");
        return ev.engine.importScoped(ev, path, attrs);
    }

    /** The valid derivation that {@code path} is, or null. */
    private static @Nullable StorePath derivation(Evaluation ev, SourcePath path) {
        if (path.path().late() != null) {
            // What lies in a fetched tree is no store object itself.
            return null;
        }
        String text = path.display();
        if (!text.endsWith(StorePath.DRV_EXTENSION)) {
            return null;
        }
        StoreReader store = ev.engine.storeBridge().reader();
        StorePath object = store.storeDir().tryParse(text);
        return object != null && store.isValid(object) ? object : null;
    }

    private Value derivationValue(Evaluation ev, SourcePath path, StorePath object) {
        Derivation derivation;
        try {
            derivation = ev.engine.storeBridge().reader().readDerivation(object);
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
        AttrsBuilder attrs = ev.newAttrs(3 + derivation.outputs().size());
        attrs.add(
                ev.engine.symbols().drvPath,
                new StringValue(path.display(), StringContext.of(new ContextElement.DrvDeep(object))));
        attrs.add(ev.engine.symbols().name, StringValue.of(derivation.env().getOrDefault("name", "")));
        Value[] names = new Value[derivation.outputs().size()];
        int i = 0;
        for (String output : derivation.outputs().keySet()) {
            attrs.add(ev.intern(output), OutputStrings.of(ev, object, derivation, output));
            names[i++] = StringValue.of(output);
        }
        attrs.add(ev.engine.symbols().outputs, new ListValue(names));
        return Calls.call(ev, importedDerivation, attrs.build(), 0);
    }
}
