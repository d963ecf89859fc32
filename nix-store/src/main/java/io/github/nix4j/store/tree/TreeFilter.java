package io.github.nix4j.store.tree;

import java.io.IOException;

/** Decides which entries of a tree are taken. The root is always taken; what is not taken is not looked into. */
@FunctionalInterface
public interface TreeFilter {
    /** Takes everything. */
    TreeFilter ALL = path -> true;

    /** Whether {@code path} is taken. Called once for each entry, in name order, just before it would be read. */
    boolean accept(TreePath path) throws IOException;
}
