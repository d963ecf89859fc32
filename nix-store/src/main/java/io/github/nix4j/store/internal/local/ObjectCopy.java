package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.nar.NarSink;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object is made of, told while it is hashed: its path, and whether the store has it already, are not known before the end.
 * Little is kept in memory; when it becomes much it is written to a temporary place from then on, or forgotten if that may be in vain.
 * Not thread-safe.
 */
final class ObjectCopy implements NarSink, AutoCloseable {
    /** Reading this much again, or writing it in vain, would take longer than looking whether that is likely. */
    private static final long MOST_KEPT = 1 << 20;

    /** What an entry counts for besides its content. */
    private static final long ENTRY = 1 << 8;

    /** Makes what writes an object's files to a temporary place. */
    interface Opening {
        /** Null if a large object is rather read a second time. */
        @Nullable
        ParallelFiles large() throws IOException;

        ObjectFiles small() throws IOException;
    }

    /** An entry that is kept. */
    private interface Part {
        void writeTo(NarSink files) throws IOException;
    }

    private final Opening opening;
    private @Nullable List<Part> kept = new ArrayList<>();
    private long size;
    private @Nullable ParallelFiles large;
    private @Nullable Path root;

    ObjectCopy(Opening opening) {
        this.opening = opening;
    }

    @Override
    public void directory(TreePath path) throws IOException {
        add(ENTRY, files -> files.directory(path));
    }

    @Override
    public void symlink(TreePath path, String target) throws IOException {
        add(ENTRY + target.length(), files -> files.symlink(path, target));
    }

    @Override
    public void regularFile(TreePath path, boolean executable, long length, long offset, InputStream content)
            throws IOException {
        if (kept == null || size + length > MOST_KEPT) {
            add(length, files -> files.regularFile(path, executable, length, offset, content));
        } else {
            byte[] bytes = content.readNBytes((int) length);
            add(
                    ENTRY + length,
                    files -> files.regularFile(path, executable, length, offset, new ByteArrayInputStream(bytes)));
        }
    }

    private void add(long more, Part part) throws IOException {
        size += more;
        if (kept != null && size <= MOST_KEPT) {
            kept.add(part);
            return;
        }
        if (kept != null) {
            List<Part> before = kept;
            kept = null;
            large = open();
            if (large != null) {
                root = large.root();
                for (Part earlier : before) {
                    earlier.writeTo(large);
                }
            }
        }
        if (large != null) {
            part.writeTo(large);
        }
    }

    private @Nullable ParallelFiles open() {
        try {
            return opening.large();
        } catch (IOException e) {
            // The object is hashed all the same; who writes it then is told why that cannot be, and of which path.
            return null;
        }
    }

    /** Whether there is all that was told: in memory, or on its way to the disk. */
    boolean isThere() {
        return kept != null || large != null;
    }

    /** Where all that was told lies now; throws what kept it from being written. */
    Path finish() throws IOException {
        if (large != null) {
            large.finish();
            return large.root();
        }
        if (kept == null) {
            throw new IllegalStateException("the object was not kept");
        }
        ObjectFiles files = opening.small();
        root = files.root();
        for (Part part : kept) {
            part.writeTo(files);
        }
        files.finish();
        return files.root();
    }

    /** Deletes what is still at the temporary place. */
    @Override
    public void close() throws IOException {
        if (large != null) {
            large.close();
        }
        if (root != null) {
            ObjectFiles.delete(root);
        }
    }
}
