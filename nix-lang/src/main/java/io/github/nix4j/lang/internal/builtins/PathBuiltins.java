package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.TreePath;
import java.util.ArrayList;
import java.util.List;

/** Putting files into the store. */
final class PathBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("path", "args", PathBuiltins::path)
                .doc("Copies `path` to the store, under `name` if given. `filter` chooses what is copied, as in"
                        + " `filterSource`; `recursive = false` hashes a file's content only; `sha256` is the hash that"
                        + " must come out.");
        r.add2("filterSource", "e1 e2", PathBuiltins::filterSource)
                .doc("Copies the path *e2* to the store, without the entries for which *e1* returns false. It is called"
                        + " with the path and the type of each entry.");
        r.add1("storePath", "path", PathBuiltins::storePath)
                .doc("A store path as a string that refers to it. The object must be valid.");
        r.add2("toFile", "name s", PathBuiltins::toFile)
                .doc("Writes the string *s* into the store as a file called *name*, and gives its path.");
    }

    static Value path(Evaluation ev, Value args) {
        AttrsValue attrs = ev.forceAttrs(args, 0, "while evaluating the argument passed to 'builtins.path'");
        StoreSource source = new StoreSource();
        FlatAttrs flat = attrs.flat();
        for (int i = 0; i < flat.size(); i++) {
            Value value = flat.valueAt(i);
            int pos = flat.positionAt(i);
            switch (ev.name(flat.symbolAt(i))) {
                case "path" ->
                    source.path = Coercion.toPath(
                            ev,
                            pos,
                            value,
                            source.context,
                            "while evaluating the 'path' attribute passed to 'builtins.path'");
                case "name" ->
                    source.name = ev.forceStringNoContext(
                            value, pos, "while evaluating the `name` attribute passed to builtins.path");
                case "filter" -> {
                    ev.forceFunction(value, pos, "while evaluating the `filter` parameter passed to builtins.path");
                    source.filter = value;
                }
                case "recursive" ->
                    source.method = ev.forceBool(
                                    value, pos, "while evaluating the `recursive` attribute passed to builtins.path")
                            ? ContentAddressMethod.NAR
                            : ContentAddressMethod.FLAT;
                case "sha256" ->
                    source.expected = HashArguments.parseOrZero(
                            ev,
                            ev.forceStringNoContext(
                                    value, pos, "while evaluating the `sha256` attribute passed to builtins.path"),
                            HashAlgorithm.SHA256);
                default ->
                    throw ev.errors.at(
                            ev.errors.of(
                                    ErrorKind.UNEXPECTED_ARGUMENT,
                                    "unsupported argument '%s' to 'builtins.path'",
                                    Literals.name(ev.name(flat.symbolAt(i)))),
                            pos);
            }
        }
        if (source.path == null) {
            throw ev.errors.atNone(ev.errors.of(
                    ErrorKind.MISSING_ARGUMENT,
                    "missing required 'path' attribute in the first argument to 'builtins.path'"));
        }
        return source.add(ev);
    }

    static Value filterSource(Evaluation ev, Value filter, Value path) {
        StoreSource source = new StoreSource();
        source.path = Coercion.toPath(
                ev,
                0,
                path,
                source.context,
                "while evaluating the second argument (the path to filter) passed to 'builtins.filterSource'");
        ev.forceFunction(filter, 0, "while evaluating the first argument passed to builtins.filterSource");
        source.filter = filter;
        return source.add(ev);
    }

    static Value storePath(Evaluation ev, Value arg) {
        if (ev.engine.settings().pureEval()) {
            throw ev.errors.atNone(ev.errors.eval("'%s' is not allowed in pure evaluation mode", "builtins.storePath"));
        }
        ContextBuilder context = new ContextBuilder();
        TreePath path = Coercion.toPath(
                        ev, 0, arg, context, "while evaluating the first argument passed to 'builtins.storePath'")
                .path();
        StoreBridge store = ev.engine.storeBridge();
        StoreDir dir = store.reader().storeDir();
        // A link directly in the store is an object itself; any other link may lead to one.
        String full = path.text();
        if (dir.tryParse(full) == null) {
            full = store.canonicalOnDisk(path).text();
        }
        if (!dir.contains(full)) {
            throw ev.errors.atNone(ev.errors.eval("path '%s' is not in the Nix store", full));
        }
        try {
            StorePath object = dir.locate(full).storePath();
            require(ev, object);
            context.add(new ContextElement.Opaque(object));
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
        return new StringValue(full, context.build());
    }

    /** Throws unless {@code object} is in the store or the store only read, where it need not be. */
    static void require(Evaluation ev, StorePath object) {
        StoreReader store = ev.engine.storeBridge().reader();
        if (!ev.engine.settings().readOnly() && !store.isValid(object)) {
            throw ev.errors.eval(
                    "path '%s' is required, but there is no substituter that can build it",
                    store.storeDir().print(object));
        }
    }

    static Value toFile(Evaluation ev, Value nameCell, Value s) {
        String name =
                ev.forceStringNoContext(nameCell, 0, "while evaluating the first argument passed to builtins.toFile");
        ContextBuilder context = new ContextBuilder();
        String content =
                ev.forceString(s, context, 0, "while evaluating the second argument passed to builtins.toFile");
        List<StorePath> references = new ArrayList<>();
        for (ContextElement element : context.build()) {
            if (!(element instanceof ContextElement.Opaque opaque)) {
                throw ev.errors.atNone(ev.errors.eval(
                        "files created by %s may not reference derivations, but %s references %s",
                        "builtins.toFile", name, element.encoded()));
            }
            references.add(opaque.path());
        }
        try {
            StorePath path =
                    ev.engine.storeBridge().addText(name, ByteText.bytes(content), StoreReferences.to(references));
            return storeString(ev, path);
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }

    /** The path of an object as a string that refers to it. */
    static Value storeString(Evaluation ev, StorePath path) {
        return new StringValue(ev.engine.storeBridge().print(path), StringContext.of(new ContextElement.Opaque(path)));
    }
}
