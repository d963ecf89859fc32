package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.nar.NarSink;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the files of a large object on threads of their own, while whoever tells what they are reads the next. What goes wrong is told
 * at the end only, so that the object is hashed all the same and can be named. To be told by one thread.
 */
final class ParallelFiles implements NarSink, AutoCloseable {
    /** One holds a folder's lock or waits for the disk while the other does not. */
    private static final int WRITERS = 2;

    /** Larger files are written by who reads them, as they take more time for their content than for being made. */
    private static final int LARGEST = 1 << 20;

    private final ObjectFiles files;
    private final FileQueue queue = new FileQueue(LARGEST);
    private final List<FileWriter> writers = new ArrayList<>();

    /** @param temporaries names of folders for files that are being written */
    static ParallelFiles start(ObjectFiles files, TemporaryNames temporaries) throws IOException {
        ParallelFiles started = new ParallelFiles(files);
        for (int i = 0; i < WRITERS; i++) {
            FileWriter writer = new FileWriter(files, temporaries.object(), started.queue);
            started.writers.add(writer);
            writer.start();
        }
        return started;
    }

    private ParallelFiles(ObjectFiles files) {
        this.files = files;
    }

    Path root() {
        return files.root();
    }

    /** A step of the writing. */
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) {
        if (!queue.hasFailed()) {
            try {
                step.run();
            } catch (IOException | RuntimeException e) {
                queue.fail(e);
            }
        }
    }

    @Override
    public void directory(TreePath path) {
        attempt(() -> files.directory(path));
    }

    @Override
    public void symlink(TreePath path, String target) {
        attempt(() -> files.symlink(path, target));
    }

    @Override
    public void regularFile(TreePath path, boolean executable, long size, long offset, InputStream content) {
        attempt(() -> {
            if (path.isRoot() || size > LARGEST) {
                files.regularFile(path, executable, size, offset, content);
            } else {
                byte[] buffer = queue.buffer();
                int length = content.readNBytes(buffer, 0, (int) size);
                queue.add(new FileQueue.Item(DiskNames.resolve(files.root(), path), executable, buffer, length));
            }
        });
    }

    /** Waits until all is written, and throws what went wrong. */
    void finish() throws IOException {
        end();
        queue.check();
        files.finish();
    }

    private void end() throws InterruptedIOException {
        queue.end();
        for (FileWriter writer : writers) {
            writer.await();
        }
    }

    /** Ends the threads. */
    @Override
    public void close() throws IOException {
        queue.drop();
        end();
    }
}
