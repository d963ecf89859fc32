package io.github.nix4j.lang.io;

import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;

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

    /**
     * The path whose text is this one's followed by {@code text}, canonical: no slash comes between them. Where that leads out
     * of a tree that is mounted somewhere, it is looked up in {@code root}.
     */
    public SourcePath append(String text, SourceTree root) {
        if (tree == root || !leaves(text)) {
            return new SourcePath(tree, path.isRoot() && tree != root ? TreePath.of(text) : path.append(text));
        }
        return new SourcePath(root, TreePath.of(display() + text));
    }

    /**
     * The path that {@code +} makes of this one and {@code text}: {@link #append}, but what follows a path of a tree that is
     * mounted nowhere is a path in {@code root}, as the sum is made of texts.
     */
    public SourcePath plus(String text, SourceTree root) {
        return tree != root && isApart() ? new SourcePath(root, TreePath.of(path.text() + text)) : append(text, root);
    }

    /** Whether the place is called by something that is no path, like {@code <nix/fetchurl.nix>}: its tree is mounted nowhere. */
    public boolean isApart() {
        return !display().startsWith("/");
    }

    /** Whether this path's text followed by {@code text} could be outside of the tree. */
    private boolean leaves(String text) {
        if (path.isRoot() && !text.isEmpty() && !text.startsWith("/")) {
            return true;
        }
        int depth = path.components().size();
        boolean joined = !text.startsWith("/");
        for (String part : text.split("/", -1)) {
            if (part.equals("..") && !joined) {
                if (--depth < 0) {
                    return true;
                }
            } else if (!part.isEmpty() && !part.equals(".") && !joined) {
                depth++;
            }
            joined = false;
        }
        return false;
    }

    /** Equal when both are the same place of the same tree object. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SourcePath that && that.tree == tree && that.path.equals(path);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(tree) + path.hashCode();
    }
}
