package io.github.nix4j.lang.internal.store;

import io.github.nix4j.lang.io.AllowListTree;
import io.github.nix4j.lang.io.AllowedPaths;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.MemoTree;
import io.github.nix4j.lang.io.Realiser;
import io.github.nix4j.lang.io.SearchPathParser;
import io.github.nix4j.lang.io.StoreTree;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.nar.ArchiveHashes;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluator sees and does, put together from what it was given: the store shows in the tree of files, what is read
 * stays as it was, and pure and restricted evaluation see only what they may.
 */
public final class EvalWorld {
    private final EvalIo io;
    private final EvalStore store;
    private final StoreTree files;
    private final MemoTree memo;

    private EvalWorld(EvalIo io, EvalStore store, StoreTree files, MemoTree memo) {
        this.io = io;
        this.store = store;
        this.files = files;
        this.memo = memo;
    }

    /** {@code ambient} is hidden from pure evaluation, but for its clock and system, which the settings hide. */
    public static EvalWorld of(
            EvalIo ambient, EvalSettings settings, Store store, Realiser realiser, ArchiveHashes hashes) {
        boolean controlled = settings.pureEval() || settings.restrictEval();
        SourceTree base = settings.pureEval() ? MemoryTree.builder().build() : ambient.root();
        MemoTree memo = new MemoTree(base);
        StoreTree files = new StoreTree(memo, store);
        AllowedPaths allowed = new AllowedPaths();
        SourceTree root = controlled ? new AllowListTree(files, allowed, settings.pureEval()) : files;
        EvalStore evalStore = new EvalStore(
                store, memo, settings.readOnly(), allowed, new ContextRealiser(store, files, realiser), hashes);
        WorldIo io = new WorldIo(ambient, root, settings.pureEval() ? List.of() : ambient.nixPath());
        if (controlled) {
            allowSearchPath(io, allowed, evalStore);
        }
        return new EvalWorld(io, evalStore, files, memo);
    }

    private static void allowSearchPath(EvalIo io, AllowedPaths allowed, EvalStore store) {
        StoreDir dir = store.reader().storeDir();
        for (EvalIo.SearchPathEntry entry : io.nixPath()) {
            if (SearchPathParser.isUrl(entry.path())) {
                continue;
            }
            TreePath path = io.absolute(entry.path());
            allowed.allow(path);
            if (dir.contains(path.text())) {
                try {
                    store.closure(dir.locate(path.text()).storePath()).forEach(store::allow);
                } catch (StoreException e) {
                    // Not a valid object: only what was named is allowed, and reading it will say what is wrong.
                    continue;
                }
            }
        }
    }

    public EvalIo io() {
        return io;
    }

    public EvalStore store() {
        return store;
    }

    /** Shows {@code tree} at a store path, without adding it to the store, and lets evaluation read it. */
    public void mount(StorePath path, SourceTree tree) {
        files.mount(path, tree);
        store.allow(path);
    }

    /** Shows {@code tree} at a place whose name is found out late, and lets evaluation read it. */
    public void mount(LateRoot path, SourceTree tree) {
        files.mount(path, tree);
        store.allow(path);
    }

    /** Ends what {@link #mount(LateRoot, SourceTree)} began. */
    public void unmount(LateRoot path) {
        files.unmount(path);
        store.forget(path);
    }

    /** Lets go of what is known of files, which may have changed. */
    public void forget() {
        memo.forget();
        store.forgetSources();
    }

    private record WorldIo(EvalIo ambient, SourceTree root, List<SearchPathEntry> nixPath) implements EvalIo {
        @Override
        public @Nullable String environment(String name) {
            return ambient.environment(name);
        }

        @Override
        public @Nullable String home() {
            return ambient.home();
        }

        @Override
        public Instant currentTime() {
            return ambient.currentTime();
        }

        @Override
        public String currentSystem() {
            return ambient.currentSystem();
        }

        @Override
        public UrlFetcher fetcher() {
            return ambient.fetcher();
        }

        @Override
        public BinaryCaches binaryCaches() {
            return ambient.binaryCaches();
        }

        @Override
        public String currentDirectory() {
            return ambient.currentDirectory();
        }
    }
}
