package io.github.nix4j.store.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a tree, seen as a tree of its own: its root is a place in another tree. */
public final class SubTree implements SourceTree {
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
    public @Nullable Stat stat(TreePath path) throws IOException {
        return base.stat(in(path));
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return base.open(in(path));
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        return base.readFile(in(path));
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        return base.list(in(path));
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return base.readLink(in(path));
    }

    @Override
    public String display(TreePath path) {
        return base.display(in(path));
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        return base.physical(in(path));
    }
}
