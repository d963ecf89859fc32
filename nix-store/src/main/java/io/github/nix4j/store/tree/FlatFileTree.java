package io.github.nix4j.store.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree that is one regular file, never executable: the bytes of a file of another tree, without its attributes. */
public final class FlatFileTree implements SourceTree {
    private final SourceTree base;
    private final TreePath file;

    /** The content of {@code file} in {@code base}. */
    public FlatFileTree(SourceTree base, TreePath file) {
        this.base = base;
        this.file = file;
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        Stat stat = path.isRoot() ? base.stat(file) : null;
        return stat == null ? null : new Stat(stat.type(), false, stat.size(), stat.mtime());
    }

    private TreePath root(TreePath path) throws IOException {
        if (!path.isRoot()) {
            throw new NoSuchFileException(path.toString());
        }
        return file;
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return base.open(root(path));
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        return base.readFile(root(path));
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        throw new IOException("'" + path + "' is not a directory");
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        throw new IOException("'" + path + "' is not a symbolic link");
    }

    @Override
    public String display(TreePath path) {
        return path.isRoot() ? base.display(file) : base.display(file) + path.text();
    }
}
