package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.cache.BinaryCache;
import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.SortedSet;

/**
 * What evaluation needs of a store. Thread-safe. In read-only mode nothing is written and paths are only computed. What is
 * added may be read by pure evaluation afterwards. Failures are {@link io.github.nix4j.lang.NixException}s or
 * {@link io.github.nix4j.store.StoreException}s; callers turn the latter into the former with {@link Errors#store}.
 */
public interface StoreBridge {
    /** The store itself, for reading. */
    StoreReader reader();

    /** The logical store directory, such as {@code /nix/store}, as byte text. */
    default String storeDir() {
        return reader().storeDir().path();
    }

    /** The full path of a store object. */
    default String print(StorePath path) {
        return storeDir() + "/" + path.baseName();
    }

    /** A path without the links that lie on the disk; what only the store has is not looked at. */
    TreePath canonicalOnDisk(TreePath path);

    /** How messages name a context element. */
    default String display(ContextElement element) {
        if (element instanceof ContextElement.Opaque opaque) {
            return storeDir() + "/" + opaque.path();
        } else if (element instanceof ContextElement.DrvDeep deep) {
            return storeDir() + "/" + deep.drvPath() + " (deep)";
        }
        ContextElement.Built built = (ContextElement.Built) element;
        return display(built.drv()) + "^" + built.output();
    }

    /**
     * Copies the tree at {@code path} to the store (computes its path once; the store may keep a reference instead of bytes),
     * adds it to {@code into} and returns its full store path.
     */
    String copyToStore(Evaluation ev, ContextBuilder into, SourcePath path);

    /** The content of a store object. */
    default SourceTree tree(StorePath path) {
        return reader().tree(path);
    }

    /** Adds part of a tree. */
    StorePath add(Ingestion ingestion);

    /** Adds part of a tree even in read-only mode: what was downloaded, for which computing the path saves nothing. */
    StorePath addFetched(Ingestion ingestion);

    /** Adds a downloaded file, which is allowed for reading as well. */
    StorePath addDownloaded(Ingestion ingestion);

    /** Adds a text object. */
    StorePath addText(String name, byte[] content, StoreReferences references);

    /** A derivation whose deferred outputs got their paths, as far as these can be known. */
    Derivation fillInOutputPaths(Derivation derivation);

    /** Writes a derivation and remembers its hash, for those that will depend on it. */
    StorePath addDerivation(Derivation derivation);

    /** Makes an object of a binary cache valid, with all that it needs; even in read-only mode. */
    void copyClosure(BinaryCaches caches, BinaryCache from, StorePath path);

    /** Brings an object of a binary cache and all that it needs, addressed by content, and returns its new path. */
    StorePath makeContentAddressed(BinaryCaches caches, BinaryCache from, StorePath path);

    /** All objects that a valid object needs, with itself. */
    SortedSet<StorePath> closure(StorePath path);

    /** Makes everything that a string refers to valid, building it if need be. */
    void realise(Evaluation ev, StringContext context);

    /** Lets pure and restricted evaluation read an object. */
    void allow(StorePath path);
}
