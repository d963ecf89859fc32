package io.github.nix4j.store.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of a tree that a filter takes, such as those that Git tracks. The filter must not depend on order or count. */
public final class FilteredTree implements SourceTree {
    private final SourceTree base;
    private final TreeFilter filter;

    public FilteredTree(SourceTree base, TreeFilter filter) {
        this.base = base;
        this.filter = filter;
    }

    private boolean taken(TreePath path) throws IOException {
        TreePath parent = path.parent();
        return parent == null || (taken(parent) && filter.accept(path));
    }

    private TreePath present(TreePath path) throws IOException {
        if (!taken(path)) {
            throw new NoSuchFileException(display(path));
        }
        return path;
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        return taken(path) ? base.stat(path) : null;
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return base.open(present(path));
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        return base.readFile(present(path));
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : base.list(present(path))) {
            if (filter.accept(path.child(name))) {
                names.add(name);
            }
        }
        return names;
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return base.readLink(present(path));
    }

    @Override
    public String display(TreePath path) {
        return base.display(path);
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        try {
            Stat stat = stat(path);
            // The folder on the disk may hold more than what is taken.
            return stat == null || stat.type() == FileType.DIRECTORY ? null : base.physical(path);
        } catch (IOException e) {
            // Not known to be taken.
            return null;
        }
    }

    @Override
    public long rememberedSince(TreePath path) {
        return base.rememberedSince(path);
    }
}
