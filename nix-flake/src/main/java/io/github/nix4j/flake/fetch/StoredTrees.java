package io.github.nix4j.flake.fetch;

import io.github.nix4j.store.tree.SourceTree;
import org.jspecify.annotations.Nullable;

/** Where trees that are pinned by their hash may be found without fetching them, such as a store. Thread-safe. */
@FunctionalInterface
public interface StoredTrees {
    /** There are none. */
    StoredTrees NONE = (name, narHash) -> null;

    /**
     * The tree, or null if it is not there.
     *
     * @param name the name of the store object, usually {@code source}
     * @param narHash its hash, as {@code sha256-...}
     */
    @Nullable
    SourceTree find(String name, String narHash);
}
