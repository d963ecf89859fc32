package io.github.nix4j.flake;

import io.github.nix4j.flake.fetch.DisplayedTree;
import io.github.nix4j.flake.fetch.FetchAhead;
import io.github.nix4j.flake.fetch.FetchedTree;
import io.github.nix4j.flake.fetch.InputFetcher;
import io.github.nix4j.flake.file.FlakeFileReader;
import io.github.nix4j.flake.file.ParsedTexts;
import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.lock.FlakeSource;
import io.github.nix4j.flake.lock.FlakeSources;
import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.flake.registry.Registries;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.io.AccessControlled;
import io.github.nix4j.lang.io.MemoTree;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fetches flakes, shows them in the tree of all files, and reads them. Thread-safe. */
final class FlakeTrees implements FlakeSources {
    private static final Set<String> SELF_ATTRIBUTES = Set.of("submodules", "lfs");

    private final InputFetcher fetcher;
    private final TreeMounts mounts;
    private final TracedReads reads;
    private final LocalLinks links;
    private final Registries registries;
    private final ReferenceRules rules;
    private final StoreDir storeDir;
    private final Consumer<String> details;
    private final Consumer<NameHint> hints;
    private final ParsedTexts parsed;
    private final Map<FetchedTree, LateTree> late;
    private final @Nullable FetchAhead ahead;

    FlakeTrees(
            InputFetcher fetcher,
            TreeMounts mounts,
            TracedReads reads,
            Registries registries,
            ReferenceRules rules,
            StoreDir storeDir,
            Consumer<String> details,
            Consumer<NameHint> hints,
            ParsedTexts parsed) {
        this(
                fetcher,
                mounts,
                reads,
                registries,
                rules,
                storeDir,
                details,
                hints,
                parsed,
                new ConcurrentHashMap<>(),
                null);
    }

    private FlakeTrees(
            InputFetcher fetcher,
            TreeMounts mounts,
            TracedReads reads,
            Registries registries,
            ReferenceRules rules,
            StoreDir storeDir,
            Consumer<String> details,
            Consumer<NameHint> hints,
            ParsedTexts parsed,
            Map<FetchedTree, LateTree> late,
            @Nullable FetchAhead ahead) {
        this.late = late;
        this.ahead = ahead;
        this.parsed = parsed;
        this.details = details;
        this.hints = hints;
        this.fetcher = fetcher;
        this.mounts = mounts;
        this.reads = reads;
        this.links = new LocalLinks(mounts, storeDir);
        this.registries = registries;
        this.rules = rules;
        this.storeDir = storeDir;
    }

    /** The same trees for those who may not fetch everything: see {@link InputFetcher#guardedBy}. */
    FlakeTrees guardedBy(Consumer<Input> check) {
        return new FlakeTrees(
                fetcher.guardedBy(check),
                mounts,
                reads,
                registries,
                rules,
                storeDir,
                details,
                hints,
                parsed,
                late,
                ahead);
    }

    /** The same trees for those who say what they {@link #expect}. */
    FlakeTrees expecting(FetchAhead other) {
        return new FlakeTrees(fetcher, mounts, reads, registries, rules, storeDir, details, hints, parsed, late, other);
    }

    @Override
    public void expect(FlakeRef ref) {
        if (ahead != null) {
            ahead.expect(ref.input());
        }
    }

    /** A tree and its place in the store. */
    record Mounted(Input locked, StorePath path, FetchedTree tree) {}

    /** Fetches {@code input} and shows it as the store object that it would be. */
    Mounted mount(Input input, Input original) {
        return mount(fetcher.fetch(input), original);
    }

    private Mounted mount(FetchedTree fetched, Input original) {
        String root = fetched.tree().display(TreePath.ROOT);
        details.accept("copying '" + root + (root.endsWith("/") ? "" : "/") + "' to the store...");
        String narHash = fetched.narHash();
        String promised = original.narHash();
        if (promised != null && !promised.equals(narHash)) {
            throw new FlakeException(
                    "NAR hash mismatch in input '" + original + "', expected '" + narHash + "' but got '" + promised
                            + "'",
                    102,
                    null);
        }
        return place(fetched, original);
    }

    /** Shows a tree as the store object that it would be, whatever hash it is said to have. */
    StorePath store(FetchedTree fetched) {
        return place(fetched, fetched.locked()).path();
    }

    private Mounted place(FetchedTree fetched, Input original) {
        Input locked = fetched.locked();
        String narHash = fetched.narHash();
        StorePath path = storePath(locked, narHash);
        // Local directories are read from their copies in the store, repositories from where they are: this shows in
        // messages.
        boolean copied = fetched.isCopied();
        SourceTree shown = copied ? new DisplayedTree(fetched.tree(), storeDir.print(path)) : fetched.tree();
        reads.files().shown(shown, locked);
        mounts.mount(path, reads.of(shown, original), fetched::archive);
        return new Mounted(locked.withAttributes(locked.attributes().with("narHash", narHash)), path, fetched);
    }

    /** As {@link #mount(Input, Input)}, in the words of who fetches by itself; what is pinned by a hash must have it. */
    StorePath store(Input input) {
        FetchedTree tree = fetcher.fetch(input);
        String promised = input.narHash();
        if (promised != null && !promised.equals(tree.narHash())) {
            Input found =
                    tree.locked().withAttributes(tree.locked().attributes().with("narHash", tree.narHash()));
            throw ErrorAccess.placelessFrame(
                    new FlakeException("mismatch in field 'narHash' of input '" + input.attributes() + "', got '"
                            + found.attributes() + "'"),
                    Message.plain("while fetching the input '" + Secrets.hideInUrl(input.toString()) + "'"));
        }
        return mount(tree, input).path();
    }

    /** The place in the store of what a lock file pins; throws if it has no hash. */
    StorePath storePath(Input locked) {
        String narHash = locked.narHash();
        if (narHash == null) {
            throw new FlakeException("cannot compute store path for unlocked input '" + locked + "'");
        }
        return storePath(locked, narHash);
    }

    private StorePath storePath(Input input, String narHash) {
        return storeDir.makeFixedOutputPath(
                input.name(), new ContentAddress(ContentAddressMethod.NAR, Hash.parseSri(narHash)));
    }

    /** What the registries make of {@code ref}. */
    FlakeRef resolve(FlakeRef ref, FlakeSources.Lookup which) {
        if (ref.input().isDirect()) {
            return ref;
        }
        if (which == FlakeSources.Lookup.NONE) {
            throw new FlakeException(
                    "'" + ref.input() + "' is an indirect flake reference, but registry lookups are not allowed");
        }
        return registries.resolve(ref, which == FlakeSources.Lookup.LIMITED);
    }

    /**
     * The flake that somebody asks for. If its tree is large, what it is called in the store is found out late; trees of inputs
     * are hashed for the lock file, or against it, anyway.
     */
    FlakeSource top(FlakeRef ref, FlakeSources.Lookup which) {
        // A bad hash of a local directory is found while that is fetched.
        boolean pinned = ref.input().type().equals("path")
                ? ref.input().attributes().has("narHash")
                : ref.input().narHash() != null;
        return flake(ref, which, InputPath.ROOT, !pinned);
    }

    @Override
    public FlakeSource flake(FlakeRef ref, FlakeSources.Lookup which, InputPath at) {
        return flake(ref, which, at, false);
    }

    private FlakeSource flake(FlakeRef ref, FlakeSources.Lookup which, InputPath at, boolean mayBeLate) {
        FlakeRef resolved = resolve(ref, which);
        FetchedTree fetched = fetcher.fetch(resolved.input());
        LateTree late = mayBeLate && fetched.isLarge() ? late(fetched, ref.input()) : null;
        try {
            return flake(ref, resolved, at, fetched, late);
        } catch (NixException e) {
            if (late != null) {
                // The failure names files, and is shown when they may be others.
                late.root().text();
            }
            throw e;
        }
    }

    private FlakeSource flake(
            FlakeRef ref, FlakeRef resolved, InputPath at, FetchedTree found, @Nullable LateTree lately) {
        FetchedTree fetched = found;
        LateTree late = lately;
        SourceTree tree = late != null ? late.shown() : fetched.tree();
        if (late == null && fetched.isCopied()) {
            // Nix reads local directories from their copies in the store.
            tree = new DisplayedTree(tree, storeDir.print(storePath(fetched.locked(), fetched.narHash())));
        }
        if (late == null) {
            reads.files().shown(tree, fetched.locked());
            tree = reads.of(tree, ref.input());
        }
        LocalLinks.checkTracked(tree, directory(TreePath.ROOT, resolved).child("flake.nix"));
        links.check(resolved);
        // To find and read one file of it takes half a dozen looks at the same two places.
        tree = new MemoTree(tree);
        LocalLinks.checkRoot(tree);
        SourcePath inTree = new SourcePath(tree, directory(TreePath.ROOT, resolved));
        FlakeFileReader.Read first = reader().readAnywhere(inTree.child("flake.nix"), resolved, at);
        Input wanted = withSelfAttributes(fetched.locked(), first.file().selfAttributes());
        if (!wanted.equals(fetched.locked())) {
            details.accept("refetching input '" + wanted + "' due to self attribute");
            fetched = fetcher.fetch(wanted.withAttributes(wanted.attributes().without("narHash")));
            late = null;
            first = null;
        }
        if (late != null) {
            TreePath directory = directory(late.root().path(), resolved);
            return new FlakeSource(
                    ref, resolved, directory, mounted(first, directory, resolved, at), late.of(resolved));
        }
        Mounted mounted = mount(fetched, ref.input());
        TreePath directory = directory(TreePath.of(storeDir.print(mounted.path())), resolved);
        return FlakeSource.of(
                ref,
                resolved,
                resolved.withInput(mounted.locked()),
                directory,
                mounted(first, directory, resolved, at),
                fingerprint(fetched));
    }

    /** The flake at its place in the tree of all files, where nothing is read again that means the same there. */
    private FlakeFileReader.Read mounted(
            FlakeFileReader.@Nullable Read first, TreePath directory, FlakeRef ref, InputPath at) {
        return first != null && first.isSameEverywhere()
                ? first
                : read(new SourcePath(mounts.root(), directory), ref, at);
    }

    static @Nullable String fingerprint(FetchedTree fetched) {
        String fingerprint = fetched.fingerprint();
        // Of a Mercurial tree with changes, and of a Git tree with changed submodules, Nix knows none.
        return fingerprint == null && fetched.isCopied() ? "path:" + fetched.narHash() : fingerprint;
    }

    /** The tree that the large tree {@code fetched} is, one for all flakes in it. */
    private LateTree late(FetchedTree fetched, Input original) {
        return late.computeIfAbsent(fetched, key -> {
            LateTree tree = new LateTree(
                    fetched,
                    original,
                    storeDir,
                    reads,
                    () -> mount(fetched, original).path());
            mounts.mount(tree.root(), tree.shown());
            return tree;
        });
    }

    /** Forgets large trees: what has changed since will be seen. */
    void forget() {
        late.values().forEach(tree -> mounts.unmount(tree.root()));
        late.clear();
    }

    private static Input withSelfAttributes(Input locked, InputAttributes self) {
        InputAttributes attributes = locked.attributes();
        for (var attribute : self.asMap().entrySet()) {
            if (!SELF_ATTRIBUTES.contains(attribute.getKey())) {
                throw new FlakeException("flake 'self' attribute '" + attribute.getKey() + "' is not supported");
            }
            attributes = attributes.with(attribute.getKey(), attribute.getValue());
        }
        return locked.withAttributes(attributes);
    }

    @Override
    public FlakeSource flakeIn(TreePath place, FlakeRef ref, InputPath at) {
        TreePath directory = directory(place, ref);
        if (!(mounts.root() instanceof AccessControlled)
                && directory.late() == null
                && storeDir.contains(directory.text())) {
            // Who may read everything is told that nothing in the store is called so.
            storeDir.locate(directory.text());
        }
        return FlakeSource.of(ref, ref, ref, directory, read(new SourcePath(mounts.root(), directory), ref, at), null);
    }

    /** The directory of the flake in a tree at {@code root}. */
    static TreePath directory(TreePath root, FlakeRef ref) {
        return ref.dir().isEmpty()
                ? root
                : root.resolve(TreePath.of(ref.dir()).text().substring(1));
    }

    private FlakeFileReader.Read read(SourcePath directory, FlakeRef ref, InputPath at) {
        return reader().readAnywhere(directory.child("flake.nix"), ref, at);
    }

    private FlakeFileReader reader() {
        return new FlakeFileReader(mounts.root(), rules, storeDir, parsed, hints);
    }

    @Override
    public LockedTree tree(FlakeRef ref, FlakeSources.Lookup which) {
        FlakeRef resolved = resolve(ref, which);
        Mounted mounted = mount(resolved.input(), ref.input());
        // The directory of the reference itself, even where a registry knows a better one: so does Nix.
        return new LockedTree(ref.withInput(mounted.locked()), TreePath.of(storeDir.print(mounted.path())));
    }

    @Override
    public LockFile lockFile(FlakeSource flake) {
        return lockFile(new SourcePath(mounts.root(), flake.directory().child("flake.lock")));
    }

    LockFile lockFile(SourcePath file) {
        PathAccess access = new PathAccess(file.tree());
        Stat stat = access.maybeStat(file);
        if (stat == null) {
            return LockFile.EMPTY;
        }
        if (stat.type() == FileType.SYMLINK) {
            throw new FlakeException("path '" + file.display() + "' is a symlink");
        }
        return LockFile.read(access.readFile(file), file.display(), rules);
    }
}
