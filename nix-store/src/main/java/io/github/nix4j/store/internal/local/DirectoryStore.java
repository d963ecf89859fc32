package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.DiskStore;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.gc.GarbageCollector;
import io.github.nix4j.store.gc.GcListener;
import io.github.nix4j.store.gc.GcOptions;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.nar.VerifiedNar;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.rewrite.ContentCheck;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.SubTree;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A store in a directory: objects lie where C++ Nix has them under the same root, {@code ROOT/nix/store/HASH-NAME}.
 *
 * <p>An object is written under a temporary name, made durable, renamed, and then registered. Only registered objects are
 * valid: a killed writer leaves a temporary tree, which the next writer removes ({@link TemporaryNames}), or an unregistered
 * object, which the next writer of that object keeps if it is whole and replaces otherwise. Any number of threads and
 * processes may write at once.
 */
public class DirectoryStore implements DiskStore {
    private final StoreDir dir;
    private final String uri;
    private final Path objects;
    private final Path state;
    private final boolean sync;
    private final Clock clock;
    private final SourceTree tree;
    private final Registrations registrations;
    private final CommitLock lock;
    private final Placement placement;
    private final TemporaryNames temporaries;
    private final TemporaryRoots held;
    private final CollectedStore collected;

    /**
     * @param nixState the folder in which Nix would have what it knows, and where users look for the roots
     * @param state the folder for what is known of the objects here
     */
    DirectoryStore(StoreDir dir, String uri, Path objects, Path nixState, Path state, boolean sync, Clock clock) {
        this.dir = dir;
        this.uri = uri;
        this.objects = objects;
        this.state = state;
        this.sync = sync;
        this.clock = clock;
        this.tree = DiskTree.of(objects, dir.path());
        Path valid = state.resolve("valid");
        this.lock = new CommitLock(state.resolve("lock"));
        this.temporaries = new TemporaryNames(objects, valid, state.resolve("writers"), state.resolve("builds"), lock);
        this.registrations = new Registrations(dir, valid, objects, temporaries, sync);
        this.placement = new Placement(dir, objects, sync, registrations, temporaries, lock);
        Path collecting = state.resolve("collecting");
        this.held = new TemporaryRoots(dir, CollectedStore.heldFolder(nixState), collecting, temporaries, lock);
        this.collected = new CollectedStore(
                dir,
                uri,
                objects,
                nixState,
                collecting,
                registrations,
                lock,
                temporaries,
                new CommitLock(nixState.resolve("gc.lock")));
    }

    /**
     * Opens the store under {@code root}, which is made where it is missing. The objects lie in {@code nix/store} there, whatever
     * the logical store directory is.
     *
     * @param sync whether an object is forced to the disk before it becomes valid
     */
    public static DirectoryStore open(StoreDir dir, Path root, boolean sync, Clock clock) {
        Path base = root.toAbsolutePath().normalize();
        Path objects = base.resolve("nix/store");
        return open(new DirectoryStore(
                dir,
                DiskNames.textOf(base),
                objects,
                base.resolve("nix/var/nix"),
                base.resolve("nix/var/nix4j"),
                sync,
                clock));
    }

    /**
     * Opens the store whose objects lie at their own paths, which is where programs run and look for them.
     *
     * @param uri how messages name the store
     * @param nixState the folder in which Nix would have what it knows; below it is our own
     * @param logs the folder of what builders print
     * @param sync whether an object is forced to the disk before it becomes valid
     */
    public static LocalStore inPlace(StoreDir dir, String uri, Path nixState, Path logs, boolean sync, Clock clock) {
        InPlaceStore store = new InPlaceStore(dir, uri, nixState, logs, sync, clock);
        open(store);
        return store;
    }

    private static DirectoryStore open(DirectoryStore store) {
        try {
            Files.createDirectories(store.objects);
            Path valid = store.state.resolve("valid");
            if (!Files.isDirectory(valid)) {
                // Users make links in there.
                Files.createDirectories(store.collected.rootFolder());
                Files.createDirectories(valid);
            }
        } catch (IOException e) {
            throw store.failure("cannot open store", e);
        }
        return store;
    }

    StoreException failure(String what, IOException e) {
        return failure(what, uri, e);
    }

    static StoreException failure(String what, String uri, IOException e) {
        return new StoreException(what + " '" + uri + "': " + reason(e), e);
    }

    /** What the system said, and of which file. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException failed && failed.getReason() != null && failed.getFile() != null) {
            return ByteText.fromUnicode(failed.getReason() + " ('" + failed.getFile() + "')");
        }
        return ByteText.fromUnicode(
                e.getMessage() == null || e instanceof FileSystemException ? e.toString() : e.getMessage());
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public StoreDir storeDir() {
        return dir;
    }

    @Override
    public void addTempRoot(StorePath path) {
        try {
            if (held.add(path)) {
                registrations.forget(path);
            }
        } catch (IOException e) {
            throw failure("cannot hold '" + dir.print(path) + "' in store", e);
        }
    }

    /** Holds an object that is wanted; returns whether it is there. */
    private boolean holdsValid(StorePath path) {
        addTempRoot(path);
        return isValid(path);
    }

    @Override
    public GarbageCollector collector(GcOptions options, GcListener listener) {
        return new Collector(collected, options, listener);
    }

    @Override
    public void addIndirectRoot(Path link) throws IOException {
        collected.addIndirectRoot(link);
    }

    @Override
    public boolean isValid(StorePath path) {
        return registrations.find(path) != null;
    }

    @Override
    public SortedSet<StorePath> paths() {
        return registrations.paths();
    }

    @Override
    public @Nullable PathInfo pathInfo(StorePath path) {
        return registrations.find(path);
    }

    @Override
    public SourceTree tree(StorePath path) {
        if (!isValid(path)) {
            throw new StoreException("path '" + dir.print(path) + "' is not valid");
        }
        return SubTree.of(tree, TreePath.ROOT.child(path.baseName()));
    }

    @Override
    public StorePath addText(String name, byte[] content, StoreReferences references) {
        ContentAddress address = new ContentAddress(ContentAddressMethod.TEXT, HashAlgorithm.SHA256.hash(content));
        StorePath path = dir.makeContentAddressedPath(name, address, references);
        if (!holdsValid(path)) {
            try {
                NarHash nar = NarWriter.hashFile(content);
                PathInfo info = PathInfo.added(path, nar.hash(), nar.size(), references.others(), address, now());
                placement.write(
                        info,
                        files -> files.regularFile(
                                TreePath.ROOT, false, content.length, 0, new ByteArrayInputStream(content)));
            } catch (IOException e) {
                throw failure("cannot add '" + dir.print(path) + "' to store", e);
            }
        }
        return path;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /**
     * Reads a source once if its object is small, or if none of its name is valid: a large one is written while it is hashed, and not in
     * vain. Otherwise it is hashed first, and read once more if it turns out to be missing.
     */
    @Override
    public StorePath add(Ingestion ingestion) {
        try (ObjectCopy copy = placement.copy(() -> registrations.mayHave(ingestion.name()))) {
            boolean told = ingestion.hashAndCopy(copy);
            StorePath path = ingestion.storePath(dir);
            if (!holdsValid(path)) {
                add(ingestion, path, told && copy.isThere() ? copy : null);
            }
            return path;
        } catch (IOException e) {
            throw failure("cannot add to store", e);
        }
    }

    /** @param copy the object's files; null if they are to be read */
    private void add(Ingestion ingestion, StorePath path, @Nullable ObjectCopy copy) {
        NarHash nar = ingestion.narHash();
        PathInfo info = PathInfo.added(
                path, nar.hash(), nar.size(), ingestion.references().others(), ingestion.contentAddress(), now());
        try {
            if (copy != null) {
                placement.commit(info, copy);
                return;
            }
            try (ObjectCopy read = placement.copy(() -> false)) {
                placement.checkUnchanged(
                        info, NarWriter.hashAndCopy(ingestion.content(), TreePath.ROOT, TreeFilter.ALL, read));
                placement.commit(info, read);
            }
        } catch (IOException e) {
            throw failure("cannot add '" + dir.print(path) + "' to store", e);
        }
    }

    @Override
    public StorePath addDerivation(Derivation derivation) {
        return addText(derivation.name() + StorePath.DRV_EXTENSION, derivation.toAterm(dir), derivation.references());
    }

    @Override
    public void addNar(PathInfo info, InputStream archive) {
        if (!holdsValid(info.path())) {
            try {
                placement.write(info.registeredAt(now()), files -> {
                    VerifiedNar.read(dir, info, archive, files);
                    files.finish();
                    ContentCheck.check(dir, info, DiskTree.of(files.root()));
                });
            } catch (IOException e) {
                throw failure("cannot add '" + dir.print(info.path()) + "' to store", e);
            }
        }
    }

    /** Makes valid what lies at its place already. */
    void register(List<PathInfo> infos) {
        try {
            placement.register(infos);
        } catch (IOException e) {
            throw failure("cannot register objects in store", e);
        }
    }

    TemporaryNames temporaries() {
        return temporaries;
    }

    void makeCanonical(Path object) throws IOException {
        ObjectFiles.normaliseAll(object, sync);
    }

    @Override
    public void close() {
        try (lock;
                CommitLock only = collected.only()) {
            held.close();
            temporaries.close();
        } catch (IOException e) {
            throw failure("cannot close store", e);
        }
    }
}
