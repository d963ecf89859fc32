package io.github.nix4j.store.nar;

import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;

/** Collects an archive's content as a tree in memory. */
public final class MemoryTreeSink implements NarSink {
    private final MemoryTree.Builder builder = MemoryTree.builder();

    /** The tree in {@code archive}. */
    public static MemoryTree read(InputStream archive) throws IOException {
        MemoryTreeSink sink = new MemoryTreeSink();
        NarReader.read(archive, sink);
        return sink.tree();
    }

    @Override
    public void directory(TreePath path) {
        builder.directory(path.text());
    }

    @Override
    public void regularFile(TreePath path, boolean executable, long size, long offset, InputStream content)
            throws IOException {
        builder.file(path, content.readAllBytes(), executable);
    }

    @Override
    public void symlink(TreePath path, String target) {
        builder.symlink(path.text(), target);
    }

    /** What was collected so far. */
    public MemoryTree tree() {
        return builder.build();
    }
}
