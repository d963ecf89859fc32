package io.github.nix4j.benchmarks;

import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A tree hashed as an archive, or added to an empty store. */
final class TreeRound implements Round {
    private final Path tree;
    private final @Nullable Path store;

    /** @param store the folder of the store; null to hash only */
    TreeRound(Path tree, @Nullable Path store) {
        this.tree = tree;
        this.store = store;
    }

    @Override
    public void prepare() throws IOException {
        if (store != null) {
            Removal.of(store);
        }
    }

    @Override
    public void run() throws IOException {
        if (store == null) {
            NarWriter.hash(DiskTree.of(tree), TreePath.ROOT);
            return;
        }
        try (Store open = Stores.open(store.toString())) {
            open.add(Ingestion.of(
                    "tree", DiskTree.of(tree), TreePath.ROOT, ContentAddressMethod.NAR, HashAlgorithm.SHA256));
        }
    }

    @Override
    public void close() {}
}
