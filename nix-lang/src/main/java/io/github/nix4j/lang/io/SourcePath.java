package io.github.nix4j.lang.io;

import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.Objects;

/**
 * A place in a source tree, as path values hold it.
 *
 * @param tree the tree
 * @param path the place in it
 */
public record SourcePath(SourceTree tree, TreePath path) {
    /** The path as Nix prints it, as byte text. */
    public String display() {
        return tree.display(path);
    }

    public SourcePath parent() {
        TreePath up = path.parent();
        return up == null ? this : new SourcePath(tree, up);
    }

    public SourcePath child(String name) {
        return new SourcePath(tree, path.child(name));
    }

    /** The last component, as byte text. */
    public String name() {
        return path.name();
    }

    /** Equal when both are the same place of the same tree object. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SourcePath that && that.tree == tree && that.path.equals(path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(tree), path);
    }
}
