package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.store.tree.TreePath;

/** Where locking gets flakes from. */
public interface FlakeSources {
    /** Which registries may say what an indirect reference means. */
    enum Lookup {
        NONE,
        /** Those that do not depend on the user: overrides and the global one. */
        LIMITED,
        ALL
    }

    /**
     * Fetches a flake and reads it.
     *
     * @param at the input that it is for
     */
    FlakeSource flake(FlakeRef ref, Lookup lookup, InputPath at);

    /** Hears that {@code ref} will be asked for, unless something fails before: it may be fetched meanwhile. */
    default void expect(FlakeRef ref) {}

    /** Reads a flake in a directory of a tree that was fetched before. */
    FlakeSource flakeIn(TreePath directory, FlakeRef ref, InputPath at);

    /** Fetches a tree that need not be a flake. */
    LockedTree tree(FlakeRef ref, Lookup lookup);

    /** The lock file beside a flake; an empty one if there is none. */
    LockFile lockFile(FlakeSource flake);

    /**
     * A fetched tree.
     *
     * @param root its place in the tree of all files
     */
    record LockedTree(FlakeRef locked, TreePath root) {}
}
