package io.github.nix4j.lang.io;

import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener all that is read of a tree, before it is read: what an evaluation's result depends on. What did not exist
 * is told too. The listener is called on reading threads.
 */
public final class TracingTree extends ForwardingTree {
    /** What was asked about a path. */
    public enum Access {
        STAT,
        CONTENT,
        ENTRIES,
        LINK
    }

    private final BiConsumer<Access, TreePath> listener;

    public TracingTree(SourceTree base, BiConsumer<Access, TreePath> listener) {
        super(base);
        this.listener = listener;
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        listener.accept(Access.STAT, path);
        return base.stat(path);
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        listener.accept(Access.CONTENT, path);
        return base.open(path);
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        listener.accept(Access.CONTENT, path);
        return base.readFile(path);
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        listener.accept(Access.ENTRIES, path);
        return base.list(path);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        listener.accept(Access.LINK, path);
        return base.readLink(path);
    }

    /** Who goes by the place on the disk would not be seen here. */
    @Override
    public @Nullable Path physical(TreePath path) {
        return null;
    }
}
