package io.github.nix4j.store.internal.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A thread that writes files, each in a folder of its own first: making a file locks its folder, and may take the system long where many
 * have been deleted (ext4 gives away none of their numbers for a while, and looks at all of them). Moving one is quick.
 */
final class FileWriter {
    private final ObjectFiles files;
    private final Path folder;
    private final FileQueue queue;
    private final Thread thread;

    FileWriter(ObjectFiles files, Path folder, FileQueue queue) {
        this.files = files;
        this.folder = folder;
        this.queue = queue;
        this.thread = new Thread(this::run, "nix4j-files");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            Files.createDirectory(folder);
        } catch (IOException | RuntimeException | Error e) {
            queue.fail(e);
        }
        try {
            for (FileQueue.Item next = queue.next(); next != null; next = queue.next()) {
                write(next);
            }
            ObjectFiles.delete(folder);
        } catch (IOException | RuntimeException | Error e) {
            queue.fail(e);
        }
    }

    private void write(FileQueue.Item item) {
        try {
            if (!queue.hasFailed()) {
                Path file = folder.resolve("file");
                files.write(file, item.executable(), item.buffer(), item.length());
                files.move(file, item.file());
            }
        } catch (IOException | RuntimeException | Error e) {
            // Whoever reads the next file waits for a buffer: all have to come back.
            queue.fail(e);
        } finally {
            queue.done(item);
        }
    }

    /** Waits for the thread's end. */
    void await() throws InterruptedIOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were written");
        }
    }
}
