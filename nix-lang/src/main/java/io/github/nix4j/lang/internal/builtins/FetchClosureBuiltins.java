package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.HelperThread;
import io.github.nix4j.lang.internal.eval.LimitWatch;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.cache.BinaryCache;
import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code fetchClosure}: copies from the binary caches that the evaluator's {@code EvalIo} can reach. */
final class FetchClosureBuiltins implements BuiltinGroup {
    private static final Set<String> OWN_STORES = Set.of("", "auto", "daemon", "local");

    @Override
    public void register(BuiltinRegistry r) {
        r.add1("fetchClosure", "args", FetchClosureBuiltins::fetchClosure)
                .gated("fetch-closure")
                .doc(
                        "Copies the store object `fromPath` with all that it refers to from the binary cache `fromStore`, and"
                                + " gives its path. `inputAddressed = true` takes objects that are not addressed by their content;"
                                + " `toPath` is the path of the object once it is.");
    }

    /** The arguments. */
    private static final class Arguments {
        @Nullable
        String fromStore;

        @Nullable
        StorePath fromPath;

        @Nullable
        StorePath toPath;

        boolean rewrite;
        boolean inputAddressed;
    }

    static Value fetchClosure(Evaluation ev, Value args) {
        AttrsValue attrs = ev.forceAttrs(args, 0, "while evaluating the argument passed to builtins.fetchClosure");
        Arguments arguments = arguments(ev, attrs.flat());
        if (arguments.fromPath == null) {
            throw missing(ev, "fromPath");
        }
        if (arguments.inputAddressed && arguments.rewrite) {
            throw ev.errors.atNone(ev.errors.eval(
                    "attribute '%s' is set to true, but '%s' is also set. Please remove one of them",
                    "inputAddressed", "toPath"));
        }
        if (arguments.fromStore == null) {
            throw missing(ev, "fromStore");
        }
        checkStore(ev, arguments.fromStore);
        HelperThread.refuse("a download");
        String from = arguments.fromStore;
        StorePath path = arguments.fromPath;
        try {
            return LimitWatch.during(ev, () -> fetched(ev, arguments, from, path));
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }

    private static Arguments arguments(Evaluation ev, FlatAttrs flat) {
        Arguments arguments = new Arguments();
        for (int i = 0; i < flat.size(); i++) {
            String name = ev.name(flat.symbolAt(i));
            Value value = flat.valueAt(i);
            int pos = flat.positionAt(i);
            String frame = "while evaluating the attribute '" + name + "' passed to builtins.fetchClosure";
            switch (name) {
                case "fromPath" -> arguments.fromPath = storePath(ev, value, pos, frame);
                case "toPath" -> {
                    arguments.rewrite = true;
                    Value path = ev.force(value, pos);
                    boolean unknown = path instanceof StringValue s && s.text.isEmpty();
                    arguments.toPath = unknown ? null : storePath(ev, value, pos, frame);
                }
                case "fromStore" -> arguments.fromStore = ev.forceStringNoContext(value, pos, frame);
                case "inputAddressed" -> arguments.inputAddressed = ev.forceBool(value, pos, frame);
                default ->
                    throw ev.errors.atNone(ev.errors.of(
                            ErrorKind.UNEXPECTED_ARGUMENT,
                            "attribute '%s' isn't supported in call to 'fetchClosure'",
                            Literals.name(name)));
            }
        }
        return arguments;
    }

    private static NixException missing(Evaluation ev, String attribute) {
        return ev.errors.atNone(ev.errors.of(
                ErrorKind.MISSING_ARGUMENT, "attribute '%s' is missing in call to 'fetchClosure'", attribute));
    }

    private static StorePath storePath(Evaluation ev, Value value, int pos, String frame) {
        String text = Coercion.toText(ev, pos, value, new ContextBuilder(), frame, Coercion.Mode.PLAIN);
        StorePath path = ev.engine.storeBridge().reader().storeDir().tryParse(text);
        if (path == null) {
            throw ev.errors.frame(ev.errors.eval("path '%s' is not in the Nix store", text), pos, frame);
        }
        return path;
    }

    private static void checkStore(Evaluation ev, String uri) {
        boolean folder =
                uri.startsWith("file://") && ev.engine.io().binaryCaches().hasFolders();
        if (!folder && !uri.startsWith("http://") && !uri.startsWith("https://")) {
            if (OWN_STORES.contains(uri)
                    || uri.startsWith("/")
                    || Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL)
                            .matcher(uri)
                            .matches()) {
                throw ev.errors.atNone(ev.errors.eval("'fetchClosure' only supports http:// and https:// stores"));
            }
            throw ev.errors.of(ErrorKind.USAGE, "Cannot parse Nix store '%s'", Secrets.hideInUrl(uri));
        }
        if (uri.contains("?")) {
            throw ev.errors.atNone(ev.errors.eval(
                    "'fetchClosure' does not support URL query parameters (in '%s')", Secrets.hideInUrl(uri)));
        }
    }

    private static Value fetched(Evaluation ev, Arguments arguments, String fromStore, StorePath fromPath) {
        StoreBridge store = ev.engine.storeBridge();
        BinaryCaches caches = ev.engine.io().binaryCaches();
        StoreDir dir = store.reader().storeDir();
        // Asked before anything else, as in C++ Nix. Who can reach nothing may still use what was brought before.
        BinaryCache from = caches.reaches(fromStore) ? caches.open(fromStore, dir) : null;
        StorePath path = arguments.rewrite ? arguments.toPath : fromPath;
        if (path != null) {
            store.reader().addTempRoot(path);
        }
        if (path == null || !store.reader().isValid(path)) {
            from = from == null ? caches.open(fromStore, dir) : from;
            if (arguments.rewrite) {
                path = rewritten(ev, from, fromPath, arguments.toPath);
            } else {
                store.copyClosure(caches, from, fromPath);
                path = fromPath;
            }
        }
        checkKind(ev, arguments, path);
        store.closure(path).forEach(store::allow);
        return PathBuiltins.storeString(ev, path);
    }

    private static StorePath rewritten(
            Evaluation ev, BinaryCache from, StorePath fromPath, @Nullable StorePath expected) {
        StoreBridge store = ev.engine.storeBridge();
        StorePath path = store.makeContentAddressed(ev.engine.io().binaryCaches(), from, fromPath);
        if (expected == null) {
            throw ev.errors.atNone(ev.errors.eval(
                    "rewriting '%s' to content-addressed form yielded '%s'\n"
                            + "Use this value for the 'toPath' attribute passed to 'fetchClosure'",
                    store.print(fromPath), store.print(path)));
        }
        if (!path.equals(expected)) {
            throw ev.errors.atNone(ev.errors.eval(
                    "rewriting '%s' to content-addressed form yielded '%s', while '%s' was expected",
                    store.print(fromPath), store.print(path), store.print(expected)));
        }
        return path;
    }

    /** The object has to be addressed as the program says. */
    private static void checkKind(Evaluation ev, Arguments arguments, StorePath path) {
        StoreBridge store = ev.engine.storeBridge();
        PathInfo info = store.reader().pathInfo(path);
        if (info == null) {
            throw new StoreException("path '" + store.print(path) + "' is not valid");
        }
        boolean contentAddressed =
                ev.engine.io().binaryCaches().isContentAddressed(store.reader().storeDir(), info);
        String shown = store.print(path);
        if (arguments.rewrite && !contentAddressed) {
            throw ev.errors.atNone(ev.errors.eval(
                    "The 'toPath' value '%s' is input-addressed, so it can't possibly be the result of rewriting to a"
                            + " content-addressed path.\n\nSet 'toPath' to an empty string to make Nix report the correct"
                            + " content-addressed path.",
                    shown));
        } else if (arguments.inputAddressed && contentAddressed) {
            throw ev.errors.atNone(ev.errors.eval(
                    "The store object referred to by 'fromPath' at '%s' is not input-addressed, but 'inputAddressed' is"
                            + " set to 'true'.\n\nRemove the 'inputAddressed' attribute (it defaults to 'false') to expect"
                            + " 'fromPath' to be content-addressed",
                    shown));
        } else if (!arguments.inputAddressed && !contentAddressed) {
            throw ev.errors.atNone(ev.errors.eval(
                    "The 'fromPath' value '%s' is input-addressed, but 'inputAddressed' is set to 'false' (default).\n\n"
                            + "If you do intend to fetch an input-addressed store path, add\n\n    inputAddressed = true;\n\n"
                            + "to the 'fetchClosure' arguments.\n\nNote that to ensure authenticity input-addressed store"
                            + " paths, users must configure a trusted binary cache public key on their systems. This is not"
                            + " needed for content-addressed paths.",
                    shown));
        }
    }
}
