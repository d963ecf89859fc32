package io.github.nix4j.store.nar;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;

/** Tells a {@link NarSink} what is in a tree, as if it were an archive. */
public final class TreeCopier {
    private final SourceTree tree;
    private final NarSink sink;

    private TreeCopier(SourceTree tree, NarSink sink) {
        this.tree = tree;
        this.sink = sink;
    }

    /** Copies what is at {@code path}, which becomes the sink's root. Offsets are given as 0. */
    public static void copy(SourceTree tree, TreePath path, NarSink sink) throws IOException {
        new TreeCopier(tree, sink).node(path, TreePath.ROOT);
    }

    private void node(TreePath from, TreePath to) throws IOException {
        Stat stat = tree.stat(from);
        if (stat == null) {
            throw new StoreException("path '" + tree.display(from) + "' does not exist");
        }
        switch (stat.type()) {
            case REGULAR -> {
                try (InputStream in = tree.open(from)) {
                    sink.regularFile(to, stat.executable(), stat.size(), 0, in);
                }
            }
            case SYMLINK -> sink.symlink(to, tree.readLink(from));
            case DIRECTORY -> {
                sink.directory(to);
                for (String name : tree.list(from)) {
                    node(from.child(name), to.child(name));
                }
            }
            case UNKNOWN -> throw new StoreException("file '" + tree.display(from) + "' has an unsupported type");
        }
    }
}
