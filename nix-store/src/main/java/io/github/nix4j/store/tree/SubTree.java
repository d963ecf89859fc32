package io.github.nix4j.store.tree;

/** A part of a tree, seen as a tree of its own: its root is a place in another tree. */
public final class SubTree extends RoutedTree {
    private final SourceTree base;
    private final TreePath top;

    private SubTree(SourceTree base, TreePath top) {
        this.base = base;
        this.top = top;
    }

    /** What is at {@code top} in {@code base}; {@code base} itself for its root. */
    public static SourceTree of(SourceTree base, TreePath top) {
        if (top.isRoot()) {
            return base;
        }
        return base instanceof SubTree sub ? new SubTree(sub.base, sub.in(top)) : new SubTree(base, top);
    }

    private TreePath in(TreePath path) {
        return path.isRoot() ? top : TreePath.of(top.text() + path.text());
    }

    @Override
    protected Place place(TreePath path) {
        return new Place(base, in(path));
    }
}
