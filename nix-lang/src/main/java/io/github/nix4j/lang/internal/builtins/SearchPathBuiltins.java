package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.SearchPathScheme;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.AccessControlled;
import io.github.nix4j.lang.io.EvalIo.SearchPathEntry;
import io.github.nix4j.lang.io.SearchPathParser;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Looking files up on search paths: what {@code <nixpkgs>} stands for. One object belongs to one engine. */
final class SearchPathBuiltins implements BuiltinGroup {
    private @Nullable BuiltinRegistry registry;
    private final CorePackages corePackages = new CorePackages();
    private final ConcurrentHashMap<String, Optional<SourcePath>> roots = new ConcurrentHashMap<>();

    @Override
    public void register(BuiltinRegistry r) {
        registry = r;
        r.add2("findFile", "search-path lookup-path", this::findFile)
                .doc("The first file called *lookup-path* on a search path, a list of sets of `path` and `prefix`.");
    }

    /** Restricted evaluation allows what is on the search path, and so looks at all of it at once. */
    @Override
    public void begin(Evaluation ev) {
        if (ev.engine.settings().restrictEval()) {
            PathAccess access = PathArguments.access(ev);
            for (SearchPathEntry entry : ev.engine.io().nixPath()) {
                roots.computeIfAbsent(entry.path(), path -> Optional.ofNullable(locate(ev, access, path, true)));
            }
        }
    }

    private Value findFile(Evaluation ev, Value searchPath, Value lookupPath) {
        ListValue list = ev.forceList(searchPath, 0, "while evaluating the first argument passed to builtins.findFile");
        List<SearchPathEntry> entries = new ArrayList<>();
        for (Value item : list.items) {
            entries.add(entry(ev, item));
        }
        String name = ev.forceStringNoContext(
                lookupPath, 0, "while evaluating the second argument passed to builtins.findFile");
        return new PathValue(find(ev, entries, name));
    }

    private static SearchPathEntry entry(Evaluation ev, Value item) {
        AttrsValue attrs =
                ev.forceAttrs(item, 0, "while evaluating an element of the list passed to builtins.findFile");
        Value prefixCell = attrs.get(ev.engine.symbols().prefix);
        String prefix = prefixCell == null
                ? ""
                : ev.forceStringNoContext(
                        prefixCell,
                        0,
                        "while evaluating the `prefix` attribute of an element of the list passed to builtins.findFile");
        Value pathCell = ev.getAttr(attrs, ev.engine.symbols().path, "in an element of the __nixPath");
        ContextBuilder context = new ContextBuilder();
        String path = Coercion.toText(
                ev,
                0,
                pathCell,
                context,
                "while evaluating the `path` attribute of an element of the list passed to builtins.findFile",
                Coercion.Mode.PLAIN);
        try {
            ev.engine.storeBridge().realise(ev, context.build());
        } catch (NixException e) {
            if (e.kind() != ErrorKind.INVALID_PATH) {
                throw e;
            }
            throw ev.errors.atNone(ev.errors.eval("cannot find '%s', since %s", path, e.nixMessage()));
        }
        return new SearchPathEntry(prefix, path);
    }

    private SourcePath find(Evaluation ev, List<SearchPathEntry> entries, String name) {
        PathAccess access = PathArguments.access(ev);
        for (SearchPathEntry entry : entries) {
            String rest = rest(entry.prefix(), name);
            SourcePath root = rest == null ? null : root(ev, access, entry.path());
            if (rest == null || root == null) {
                continue;
            }
            SourcePath candidate = new SourcePath(
                    root.tree(),
                    TreePath.of(
                            root.path().text() + "/" + TreePath.of("/" + rest).text()));
            SourcePath found = access.resolve(candidate, true);
            if (access.maybeStat(found) != null) {
                return found;
            }
            if (found.tree() instanceof AccessControlled controlled) {
                controlled.checkAccess(found.path());
            }
        }
        if (name.startsWith("nix/")) {
            return new SourcePath(corePackages, TreePath.of(name.substring("nix".length())));
        }
        throw ev.errors.atNone(ev.errors.thrown(
                ev.engine.settings().pureEval()
                        ? "cannot look up '<%s>' in pure evaluation mode (use '--impure' to override)"
                        : "file '%s' was not found in the Nix search path (add it using $NIX_PATH or -I)",
                name));
    }

    /** What follows {@code prefix} in {@code name}, or null if that does not begin with it. */
    private static @Nullable String rest(String prefix, String name) {
        if (!name.startsWith(prefix)) {
            return null;
        }
        if (prefix.isEmpty() || prefix.length() == name.length()) {
            return name.substring(prefix.length());
        }
        return name.charAt(prefix.length()) == '/' ? name.substring(prefix.length() + 1) : null;
    }

    /** The place of an entry of the search path, or null if there is nothing. Looked for, and complained about, once. */
    private @Nullable SourcePath root(Evaluation ev, PathAccess access, String path) {
        Optional<SourcePath> known = roots.get(path);
        if (known == null) {
            known = Optional.ofNullable(locate(ev, access, path, false));
            roots.put(path, known);
        }
        return known.orElse(null);
    }

    /** {@code allowed} says that what is on the search path may be looked at, even if it is an URL that gave nothing. */
    private @Nullable SourcePath locate(Evaluation ev, PathAccess access, String path, boolean allowed) {
        if (SearchPathParser.isUrl(path)) {
            try {
                StorePath object = FetchBuiltins.addTarball(ev, registry, SearchPathParser.resolveUrl(path), "source");
                return new SourcePath(
                        ev.engine.io().root(),
                        TreePath.of(ev.engine.storeBridge().print(object)));
            } catch (StoreException | BadUrlException e) {
                // As in the reference: the reason stays untold, and the URL is then tried as a path.
                BuiltinWarnings.warn(
                        ev, "Nix search path entry '%s' cannot be downloaded, ignoring", Secrets.hideInUrl(path));
            }
        }
        int colon = path.indexOf(':');
        SearchPathScheme scheme =
                colon < 0 || registry == null ? null : registry.searchPathScheme(path.substring(0, colon));
        if (scheme != null) {
            return scheme.find(ev, path.substring(colon + 1));
        }
        SourcePath place = new SourcePath(ev.engine.io().root(), ev.engine.io().absolute(path));
        if (access.maybeStat(access.resolve(place, true)) != null) {
            return place;
        }
        if (!allowed && place.tree() instanceof AccessControlled controlled) {
            controlled.checkAccess(place.path());
        }
        BuiltinWarnings.warn(ev, "Nix search path entry '%s' does not exist, ignoring", Secrets.hideInUrl(path));
        return null;
    }
}
