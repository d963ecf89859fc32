package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.tree.TreePath;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of a repository's working directory that Git knows of.
 *
 * @param files those that are there
 * @param modules the submodules
 * @param changed those of {@code files} that differ from HEAD
 * @param deleted those that are in the index or HEAD, but gone
 * @param tree the name of the Git tree whose content this is, byte for byte and nothing but it; null if that is not sure
 */
record WorkTree(
        SortedSet<TreePath> files,
        SortedSet<TreePath> modules,
        SortedSet<TreePath> changed,
        SortedSet<TreePath> deleted,
        @Nullable String tree) {
    /** Whether anything differs from HEAD. */
    boolean isDirty() {
        return !changed.isEmpty() || !deleted.isEmpty();
    }
}
