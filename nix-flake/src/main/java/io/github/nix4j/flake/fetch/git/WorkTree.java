package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.tree.TreePath;
import java.util.SortedSet;

/**
 * The files of a repository's working directory that Git knows of.
 *
 * @param files those that are there
 * @param modules the submodules
 * @param changed those of {@code files} that differ from HEAD
 * @param deleted those that are in the index or HEAD, but gone
 */
record WorkTree(
        SortedSet<TreePath> files,
        SortedSet<TreePath> modules,
        SortedSet<TreePath> changed,
        SortedSet<TreePath> deleted) {
    /** Whether anything differs from HEAD. */
    boolean isDirty() {
        return !changed.isEmpty() || !deleted.isEmpty();
    }
}
