package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import org.jspecify.annotations.Nullable;

/** A path on its way into the store, with what {@code builtins.path} can say about it. */
final class StoreSource {
    @Nullable
    SourcePath path;

    String name = "";

    @Nullable
    Value filter;

    ContentAddressMethod method = ContentAddressMethod.NAR;

    @Nullable
    Hash expected;

    final ContextBuilder context = new ContextBuilder();

    /** Adds it, and gives its store path as a string that refers to it. */
    Value add(Evaluation ev) {
        SourcePath source = path;
        if (source == null) {
            throw new IllegalStateException("no path");
        }
        try {
            return add(ev, source, name.isEmpty() ? baseName(source) : name);
        } catch (StoreException e) {
            throw ev.errors.frame(ev.errors.store(e), 0, "while adding path '%s'", source.display());
        } catch (NixException e) {
            throw ev.errors.frame(e, 0, "while adding path '%s'", source.display());
        }
    }

    private static String baseName(SourcePath path) {
        return path.path().isRoot() ? "source" : path.name();
    }

    private Value add(Evaluation ev, SourcePath source, String objectName) {
        StoreBridge store = ev.engine.storeBridge();
        StoreDir dir = store.reader().storeDir();
        StoreReferences references = references(ev, source);
        StorePath promised = expected == null
                ? null
                : dir.makeContentAddressedPath(objectName, new ContentAddress(method, expected), references);
        if (promised != null) {
            store.reader().addTempRoot(promised);
        }
        if (promised != null && store.reader().isValid(promised)) {
            store.allow(promised);
            return PathBuiltins.storeString(ev, promised);
        }
        PathAccess access = PathArguments.access(ev);
        SourcePath real = access.resolve(source, true);
        Stat stat = access.stat(real);
        SourceTree tree = real.tree();
        TreePath place = real.path();
        if (stat.type() == FileType.DIRECTORY && method == ContentAddressMethod.FLAT) {
            PathAccess.checkFile(real);
            if (stat.size() != 0) {
                throw PathAccess.isDirectory(stat);
            }
            // There is nothing to read, so nobody notices: /proc is an empty file.
            tree = MemoryTree.ofFile(new byte[0]);
            place = TreePath.ROOT;
        }
        Ingestion ingestion = Ingestion.of(objectName, tree, place, method, HashAlgorithm.SHA256)
                .referringTo(references);
        Value function = filter;
        StorePath made = store.add(
                function == null
                        ? ingestion
                        : ingestion.filtered(entry -> takes(ev, access, function, new SourcePath(real.tree(), entry))));
        if (promised != null && !promised.equals(made)) {
            throw ev.errors.atNone(ev.errors.eval(
                    "store path mismatch in (possibly filtered) path added from '%s'", source.display()));
        }
        return PathBuiltins.storeString(ev, made);
    }

    private StoreReferences references(Evaluation ev, SourcePath source) {
        StoreBridge store = ev.engine.storeBridge();
        TreePath place = source.path();
        if (context.isEmpty()
                || source.tree() != ev.engine.io().root()
                || !store.reader().storeDir().contains(place.text())) {
            return StoreReferences.NONE;
        }
        store.realise(ev, context.build());
        PathInfo info = store.reader()
                .pathInfo(store.reader().storeDir().locate(place.text()).storePath());
        return info == null ? StoreReferences.NONE : StoreReferences.to(info.references());
    }

    private static boolean takes(Evaluation ev, PathAccess access, Value function, SourcePath entry) {
        Value[] args = {
            StringValue.of(entry.display()),
            StringValue.of(access.stat(entry).type().nixName())
        };
        Value result = Calls.call(ev, function, args, 0);
        return ev.forceBool(result, 0, "while evaluating the return value of the path filter function");
    }
}
