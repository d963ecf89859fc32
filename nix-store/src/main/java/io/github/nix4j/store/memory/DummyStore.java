package io.github.nix4j.store.memory;

import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.SourceTree;
import java.io.InputStream;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A store that holds nothing and takes nothing, for evaluation that must not write: Nix's {@code dummy://}. */
public final class DummyStore implements Store {
    private static final String URI = "dummy://";

    private final StoreDir dir;

    public DummyStore(StoreDir dir) {
        this.dir = dir;
    }

    @Override
    public String uri() {
        return URI;
    }

    @Override
    public StoreDir storeDir() {
        return dir;
    }

    @Override
    public boolean isValid(StorePath path) {
        return false;
    }

    @Override
    public SortedSet<StorePath> paths() {
        throw unsupported("queryAllValidPaths");
    }

    @Override
    public @Nullable PathInfo pathInfo(StorePath path) {
        return null;
    }

    @Override
    public SourceTree tree(StorePath path) {
        throw new StoreException("path '" + dir.print(path) + "' is not valid");
    }

    @Override
    public Derivation readDerivation(StorePath path) {
        throw new StoreException("derivation '" + dir.print(path) + "' is not valid");
    }

    private static StoreException unsupported(String operation) {
        return new StoreException("operation '" + operation + "' is not supported by store '" + URI + "'");
    }

    @Override
    public StorePath addText(String name, byte[] content, StoreReferences references) {
        throw unsupported("addToStoreFromDump");
    }

    @Override
    public StorePath add(Ingestion ingestion) {
        throw unsupported("addToStoreFromDump");
    }

    @Override
    public StorePath addDownloaded(Ingestion ingestion) {
        throw unsupported("addToStore");
    }

    @Override
    public StorePath addDerivation(Derivation derivation) {
        throw unsupported("writeDerivation");
    }

    @Override
    public void addNar(PathInfo info, InputStream archive) {
        throw unsupported("addToStore");
    }

    @Override
    public void close() {}
}
