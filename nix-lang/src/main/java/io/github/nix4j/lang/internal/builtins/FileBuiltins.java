package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.builtins.PathArguments.Links;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Files and directories: reading them and asking what they are. */
final class FileBuiltins implements BuiltinGroup {
    private static final StringValue REGULAR = StringValue.of(FileType.REGULAR.nixName());
    private static final StringValue DIRECTORY = StringValue.of(FileType.DIRECTORY.nixName());
    private static final StringValue SYMLINK = StringValue.of(FileType.SYMLINK.nixName());
    private static final StringValue UNKNOWN = StringValue.of(FileType.UNKNOWN.nixName());

    /**
     * A directory as it was read: its path without links, its names, the very list that the tree gave, and the set that was
     * made of them.
     */
    private record Directory(TreePath real, List<String> names, FlatAttrs entries) {}

    /**
     * What was made of directories. A tree that remembers gives the same list until it forgets what it knows of the entries,
     * too. Package sets read the same directories over and over: each stage of auxolotl's standard environment reads all 800.
     */
    private final ConcurrentHashMap<TreePath, Directory> directories = new ConcurrentHashMap<>();

    /** The sets are large, and most of what they were made of will not be read again. */
    @Override
    public void forget() {
        directories.clear();
    }

    @Override
    public void register(BuiltinRegistry r) {
        r.add1("readFile", "path", FileBuiltins::readFile).doc("The content of a file as a string.");
        r.add1("readDir", "path", this::readDir)
                .doc("The entries of a directory: a set from names to `\"regular\"`, `\"directory\"`, `\"symlink\"` or"
                        + " `\"unknown\"`.");
        r.add1("readFileType", "p", FileBuiltins::readFileType)
                .doc("What is at a path: `\"regular\"`, `\"directory\"`, `\"symlink\"` or `\"unknown\"`.");
        r.add1("pathExists", "path", FileBuiltins::pathExists).doc("Whether there is something at a path.");
        r.add2("hashFile", "type p", FileBuiltins::hashFile).doc("The hash of a file's content in base 16.");
        r.add1("toPath", "s", FileBuiltins::toPath)
                .doc("Deprecated: an absolute path as a canonical string. Use `/. + \"/path\"` to make a path.");
    }

    static Value readFile(Evaluation ev, Value arg) {
        SourcePath path = PathArguments.realise(ev, arg, Links.ALL);
        String text = ByteText.of(PathArguments.access(ev).readFile(path));
        if (text.contains("\0")) {
            throw ev.errors.atNone(ev.errors.eval(
                    "the contents of the file '%s' cannot be represented as a Nix string", path.display()));
        }
        return new StringValue(text, references(ev, path, text));
    }

    /** The references of the store object that {@code path} is in, as far as they occur in {@code text}. */
    private static StringContext references(Evaluation ev, SourcePath path, String text) {
        StoreReader store = ev.engine.storeBridge().reader();
        if (path.path().late() != null) {
            // Fetched trees have no references.
            return StringContext.EMPTY;
        }
        String full = path.display();
        if (!store.storeDir().contains(full)) {
            return StringContext.EMPTY;
        }
        PathInfo info;
        try {
            info = store.pathInfo(store.storeDir().locate(full).storePath());
        } catch (StoreException e) {
            // Not the name of a store object: nothing is known of its references.
            return StringContext.EMPTY;
        }
        if (info == null) {
            return StringContext.EMPTY;
        }
        List<ContextElement> found = new ArrayList<>();
        for (StorePath reference : info.references()) {
            if (text.contains(reference.hashPart())) {
                found.add(new ContextElement.Opaque(reference));
            }
        }
        return StringContext.of(found);
    }

    private Value readDir(Evaluation ev, Value arg) {
        SourcePath named = PathArguments.realise(ev, arg, Links.NONE);
        PathAccess access = PathArguments.access(ev);
        boolean remembered = named.tree() == ev.engine.io().root();
        Directory known = remembered ? directories.get(named.path()) : null;
        if (known == null || !isCurrent(named.tree(), known)) {
            SourcePath path = PathArguments.resolve(ev, named, Links.ALL);
            List<String> names = access.list(path);
            known = new Directory(path.path(), names, entries(ev, access, path, names));
            if (remembered && path.tree() == named.tree() && isCurrent(path.tree(), known)) {
                directories.put(named.path(), known);
            }
        }
        // Another set each time, since printers tell sets apart.
        return known.entries.withValues(known.entries.values);
    }

    @SuppressWarnings("ReferenceEquality") // the same list, not an equal one, says that nothing was read anew
    private static boolean isCurrent(SourceTree tree, Directory known) {
        try {
            return tree.list(known.real) == known.names;
        } catch (IOException | NixException e) {
            // It is read as if for the first time, with the messages for that.
            return false;
        }
    }

    private static FlatAttrs entries(Evaluation ev, PathAccess access, SourcePath path, List<String> names) {
        AttrsBuilder entries = ev.newAttrs(names.size());
        for (String name : names) {
            Stat stat = access.maybeStat(path.child(name));
            entries.add(ev.intern(name), typeName(stat));
        }
        return entries.build();
    }

    /** The name of what was found; what went away meanwhile is unknown. */
    private static StringValue typeName(@Nullable Stat stat) {
        if (stat == null) {
            return UNKNOWN;
        }
        return switch (stat.type()) {
            case REGULAR -> REGULAR;
            case DIRECTORY -> DIRECTORY;
            case SYMLINK -> SYMLINK;
            case UNKNOWN -> UNKNOWN;
        };
    }

    static Value readFileType(Evaluation ev, Value arg) {
        SourcePath path = PathArguments.realise(ev, arg, Links.NONE);
        PathAccess access = PathArguments.access(ev);
        SourcePath up = path;
        while (!up.path().isRoot()) {
            up = up.parent();
            Stat stat = access.maybeStat(up);
            if (stat != null && stat.type() == FileType.SYMLINK) {
                throw ev.errors.of(ErrorKind.IO, "path '%s' is a symlink", up.display());
            }
        }
        // No folder on the way is a link, so that the text alone tells what is meant.
        SourcePath plain = path.path().isCanonical()
                ? path
                : new SourcePath(path.tree(), TreePath.of(path.path().text()));
        return typeName(access.stat(plain));
    }

    static Value pathExists(Evaluation ev, Value arg) {
        try {
            // What the path itself may not read makes it false too.
            Value v = arg.force(ev, 0);
            boolean mustBeDirectory = v instanceof StringValue s && (s.text.endsWith("/") || s.text.endsWith("/."));
            SourcePath path = PathArguments.realise(ev, arg, mustBeDirectory ? Links.ALL : Links.ANCESTORS);
            Stat stat = PathArguments.access(ev).maybeStat(path);
            return BoolValue.of(stat != null && (!mustBeDirectory || stat.type() == FileType.DIRECTORY));
        } catch (NixException e) {
            if (e.kind() == ErrorKind.RESTRICTED) {
                return BoolValue.FALSE;
            }
            throw e;
        }
    }

    static Value hashFile(Evaluation ev, Value type, Value p) {
        String name =
                ev.forceStringNoContext(type, 0, "while evaluating the first argument passed to builtins.hashFile");
        HashAlgorithm algorithm = HashBuiltins.algorithm(ev, name);
        SourcePath path = PathArguments.realise(ev, p, Links.ALL);
        return StringValue.of(
                algorithm.hash(PathArguments.access(ev).readFile(path)).base16());
    }

    static Value toPath(Evaluation ev, Value s) {
        ContextBuilder context = new ContextBuilder();
        SourcePath path =
                Coercion.toPath(ev, 0, s, context, "while evaluating the first argument passed to builtins.toPath");
        return new StringValue(path.path().text(), context.build());
    }
}
