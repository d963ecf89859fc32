package io.github.nix4j.store.memory;

import com.google.common.base.Suppliers;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.MemoryTreeSink;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.nar.VerifiedNar;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.rewrite.ContentCheck;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.InputStream;
import java.time.Clock;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that lives and dies with the program. Trees that are added stay where they are: the store keeps their hash and a
 * reference, so what was added from a disk is read from there again, and should not change meanwhile.
 */
public final class InMemoryStore implements Store {
    /** An object: its content, and what is known of it, which is worked out only when somebody asks. */
    private record Entry(Supplier<SourceTree> content, Supplier<PathInfo> info) {}

    private final StoreDir dir;
    private final Clock clock;
    private final ConcurrentHashMap<StorePath, Entry> entries = new ConcurrentHashMap<>();

    /** An empty store with the logical directory {@code /nix/store}. */
    public InMemoryStore() {
        this(StoreDir.DEFAULT, Clock.systemUTC());
    }

    /** An empty store; {@code clock} says when objects are registered. */
    public InMemoryStore(StoreDir dir, Clock clock) {
        this.dir = dir;
        this.clock = clock;
    }

    @Override
    public String uri() {
        return "memory://";
    }

    @Override
    public StoreDir storeDir() {
        return dir;
    }

    @Override
    public boolean isValid(StorePath path) {
        return entries.containsKey(path);
    }

    @Override
    public @Nullable PathInfo pathInfo(StorePath path) {
        Entry entry = entries.get(path);
        return entry == null ? null : entry.info.get();
    }

    @Override
    public SourceTree tree(StorePath path) {
        Entry entry = entries.get(path);
        if (entry == null) {
            throw new StoreException("path '" + dir.print(path) + "' is not valid");
        }
        return entry.content.get();
    }

    /** Nix's store in memory keeps derivations by themselves: no other object is taken for one. */
    @Override
    public Derivation readDerivation(StorePath path) {
        if (!path.isDerivation() || !isValid(path)) {
            throw new StoreException("derivation '" + dir.print(path) + "' is not valid");
        }
        return Store.super.readDerivation(path);
    }

    @Override
    public SortedSet<StorePath> paths() {
        return new TreeSet<>(entries.keySet());
    }

    @Override
    public StorePath addText(String name, byte[] content, StoreReferences references) {
        ContentAddress address = new ContentAddress(ContentAddressMethod.TEXT, HashAlgorithm.SHA256.hash(content));
        StorePath path = dir.makeContentAddressedPath(name, address, references);
        putText(path, content, address, references);
        return path;
    }

    private void putText(StorePath path, byte[] content, ContentAddress address, StoreReferences references) {
        long now = clock.instant().getEpochSecond();
        Supplier<SourceTree> tree = Suppliers.memoize(() -> MemoryTree.builder()
                .displayPrefix(dir.print(path))
                .file(TreePath.ROOT, content, false)
                .build());
        entries.putIfAbsent(path, new Entry(tree, () -> {
            NarHash nar = NarWriter.hashFile(content);
            return PathInfo.added(path, nar.hash(), nar.size(), references.others(), address, now);
        }));
    }

    @Override
    public StorePath add(Ingestion ingestion) {
        StorePath path = ingestion.storePath(dir);
        if (!entries.containsKey(path)) {
            NarHash nar = ingestion.narHash();
            PathInfo info = PathInfo.added(
                    path,
                    nar.hash(),
                    nar.size(),
                    ingestion.references().others(),
                    ingestion.contentAddress(),
                    clock.instant().getEpochSecond());
            SourceTree content = ingestion.content();
            entries.putIfAbsent(path, new Entry(() -> content, () -> info));
        }
        return path;
    }

    @Override
    public StorePath addDerivation(Derivation derivation) {
        byte[] aterm = derivation.toAterm(dir);
        ContentAddress address = new ContentAddress(ContentAddressMethod.TEXT, HashAlgorithm.SHA256.hash(aterm));
        StoreReferences references = derivation.references();
        StorePath path = dir.makeContentAddressedPath(derivation.name() + StorePath.DRV_EXTENSION, address, references);
        putText(path, aterm, address, references);
        return path;
    }

    @Override
    public void addNar(PathInfo info, InputStream archive) {
        if (entries.containsKey(info.path())) {
            return;
        }
        MemoryTreeSink sink = new MemoryTreeSink();
        VerifiedNar.read(dir, info, archive, sink);
        MemoryTree tree = sink.tree();
        ContentCheck.check(dir, info, tree);
        PathInfo registered = info.registeredAt(clock.instant().getEpochSecond());
        entries.putIfAbsent(info.path(), new Entry(() -> tree, () -> registered));
    }

    @Override
    public void close() {}
}
