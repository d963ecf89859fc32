package io.github.nix4j.store;

import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The reading half of a store. Thread-safe. Methods throw {@link StoreException} when the store cannot be read. */
public interface StoreReader {
    /** The logical store directory. */
    StoreDir storeDir();

    /**
     * Keeps an object, and what it refers to, from being deleted by a collector of this process or another until this store is closed;
     * it need not exist yet. Whoever wants to use an object that is there holds it first and then asks whether it is valid. What the store
     * has added it holds anyhow. Does nothing in stores from which nothing is deleted.
     */
    default void addTempRoot(StorePath path) {}

    /** Whether the object is there, whole and registered. */
    boolean isValid(StorePath path);

    /** The paths of all valid objects; throws {@link StoreException} if the store cannot list them. */
    SortedSet<StorePath> paths();

    /** What is known of a valid object; null if it is not valid. */
    @Nullable
    PathInfo pathInfo(StorePath path);

    /** What is known of an object; throws {@link StoreException} if it is not valid. */
    default PathInfo requirePathInfo(StorePath path) {
        PathInfo info = pathInfo(path);
        if (info == null) {
            throw new StoreException("path '" + storeDir().print(path) + "' is not valid");
        }
        return info;
    }

    /** The objects and all that they refer to, directly or not; throws {@link StoreException} if one of them is not valid. */
    default SortedSet<StorePath> closure(Collection<StorePath> paths) {
        TreeSet<StorePath> closure = new TreeSet<>(paths);
        Deque<StorePath> open = new ArrayDeque<>(closure);
        while (!open.isEmpty()) {
            for (StorePath reference : requirePathInfo(open.remove()).references()) {
                if (closure.add(reference)) {
                    open.add(reference);
                }
            }
        }
        return closure;
    }

    /** The content of a valid object; throws {@link StoreException} if it is not valid. */
    SourceTree tree(StorePath path);

    /** The derivation at {@code path}; throws {@link StoreException} if that is not valid or not a derivation. */
    default Derivation readDerivation(StorePath path) {
        try {
            String text = ByteText.of(tree(path).readFile(TreePath.ROOT));
            return Derivation.parse(storeDir(), path.derivationName(), text);
        } catch (IOException e) {
            throw new StoreException("cannot read derivation '" + storeDir().print(path) + "': " + e.getMessage(), e);
        } catch (StoreException e) {
            if (!isValid(path)) {
                throw e;
            }
            throw new StoreException(
                    "error parsing derivation '" + storeDir().print(path) + "': " + e.byteMessage(), e);
        }
    }
}
