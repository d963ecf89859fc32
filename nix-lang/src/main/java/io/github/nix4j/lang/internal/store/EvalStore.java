package io.github.nix4j.lang.internal.store;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.io.AllowedPaths;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.cache.BinaryCache;
import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.cache.ClosureCopy;
import io.github.nix4j.store.cache.ContentAddressing;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationHasher;
import io.github.nix4j.store.derivation.OutputPaths;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.ArchiveHashes;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/** An evaluator's store: what was copied and which derivations are known is remembered here, for all of its evaluations. */
public final class EvalStore implements StoreBridge {
    private final Store store;
    private final SourceTree disk;
    private final StoreDir dir;
    private final boolean readOnly;
    private final AllowedPaths allowed;
    private final ContextRealiser realiser;
    private final DerivationHasher hasher;
    private final OutputPaths outputPaths;
    private final ArchiveHashes hashes;
    private final ConcurrentHashMap<SourcePath, StorePath> copied = new ConcurrentHashMap<>();

    /** @param disk the files without the store's */
    EvalStore(
            Store store,
            SourceTree disk,
            boolean readOnly,
            AllowedPaths allowed,
            ContextRealiser realiser,
            ArchiveHashes hashes) {
        this.store = store;
        this.disk = disk;
        this.dir = store.storeDir();
        this.readOnly = readOnly;
        this.allowed = allowed;
        this.realiser = realiser;
        this.hashes = hashes;
        this.hasher = new DerivationHasher(dir, store::readDerivation);
        this.outputPaths = new OutputPaths(dir, hasher);
    }

    /** Lets go of what was remembered of sources, which may have changed. */
    public void forgetSources() {
        copied.clear();
    }

    @Override
    public StoreReader reader() {
        return store;
    }

    @Override
    public TreePath canonicalOnDisk(TreePath path) {
        return new PathAccess(disk).canonical(new SourcePath(disk, path));
    }

    @Override
    public String copyToStore(Evaluation ev, ContextBuilder into, SourcePath path) {
        if (path.name().endsWith(StorePath.DRV_EXTENSION)) {
            throw ev.errors.eval("file names are not allowed to end in '%s'", StorePath.DRV_EXTENSION);
        }
        StorePath object = copied.get(path);
        if (object == null) {
            object = copy(ev, path);
            copied.put(path, object);
        }
        into.add(new ContextElement.Opaque(object));
        return dir.print(object);
    }

    private StorePath copy(Evaluation ev, SourcePath path) {
        PathAccess access = new PathAccess(ev.engine.io().root());
        SourcePath real = access.resolve(path, false);
        access.stat(real);
        String name = path.path().isRoot() ? "source" : path.name();
        try {
            return add(Ingestion.of(name, real.tree(), real.path(), ContentAddressMethod.NAR, HashAlgorithm.SHA256)
                    .hashedBy(hashes));
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }

    @Override
    public StorePath add(Ingestion ingestion) {
        StorePath path = readOnly ? ingestion.storePath(dir) : store.add(ingestion);
        allow(path);
        return path;
    }

    @Override
    public StorePath addFetched(Ingestion ingestion) {
        return allowed(store.add(ingestion));
    }

    @Override
    public StorePath addDownloaded(Ingestion ingestion) {
        return allowed(store.addDownloaded(ingestion));
    }

    private StorePath allowed(StorePath path) {
        allow(path);
        return path;
    }

    @Override
    public StorePath addText(String name, byte[] content, StoreReferences references) {
        StorePath path = readOnly
                ? dir.makeContentAddressedPath(
                        name,
                        new ContentAddress(ContentAddressMethod.TEXT, HashAlgorithm.SHA256.hash(content)),
                        references)
                : store.addText(name, content, references);
        allow(path);
        return path;
    }

    @Override
    public Derivation fillInOutputPaths(Derivation derivation) {
        return outputPaths.fillIn(derivation);
    }

    @Override
    public StorePath addDerivation(Derivation derivation) {
        StorePath path = readOnly ? derivation.path(dir) : store.addDerivation(derivation);
        hasher.remember(path, derivation);
        return path;
    }

    @Override
    public void copyClosure(BinaryCaches caches, BinaryCache from, StorePath path) {
        new ClosureCopy(from, store, caches.trusted(), caches.listener()).copy(path);
    }

    @Override
    public StorePath makeContentAddressed(BinaryCaches caches, BinaryCache from, StorePath path) {
        return new ContentAddressing(from, store, caches.listener()).rewrite(path);
    }

    @Override
    public SortedSet<StorePath> closure(StorePath path) {
        return store.closure(Set.of(path));
    }

    @Override
    public void realise(Evaluation ev, StringContext context) throws NixException {
        for (StorePath output : realiser.realise(ev, context)) {
            closure(output).forEach(this::allow);
        }
    }

    void allow(LateRoot path) {
        allowed.allow(path);
    }

    void forget(LateRoot path) {
        allowed.forget(path);
    }

    @Override
    public void allow(StorePath path) {
        allowed.allow(TreePath.of(dir.print(path)));
    }
}
