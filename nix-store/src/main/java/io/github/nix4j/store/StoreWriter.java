package io.github.nix4j.store;

import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.InputStream;

/**
 * The writing half of a store. Thread-safe. What a method returns is valid; adding what is valid already changes nothing.
 * Methods throw {@link StoreException} when they cannot add; nothing is half valid then.
 */
public interface StoreWriter {
    /** Adds a text object, such as {@code builtins.toFile} makes. */
    StorePath addText(String name, byte[] content, StoreReferences references);

    /**
     * Adds a tree under the path that its content has: see {@link Ingestion}. The store may keep a reference to the tree
     * instead of its bytes.
     */
    StorePath add(Ingestion ingestion);

    /** Adds a file that was downloaded, under the path that its content has. A refusal may name another operation. */
    default StorePath addDownloaded(Ingestion ingestion) {
        return add(ingestion);
    }

    /** Adds all of what is at {@code path}, as Nix adds sources: by the SHA-256 of its archive. */
    default StorePath addTree(String name, SourceTree tree, TreePath path) {
        return add(Ingestion.of(name, tree, path, ContentAddressMethod.NAR, HashAlgorithm.SHA256));
    }

    /** Adds the {@code .drv} file of a derivation. */
    StorePath addDerivation(Derivation derivation);

    /**
     * Adds an object from its archive, which must have the hash and size that {@code info} says, and the content that its path is
     * said to follow from.
     */
    void addNar(PathInfo info, InputStream archive);
}
