package io.github.nix4j.store.internal.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Files that wait to be written, and the buffers that hold them. One thread adds, others take. */
final class FileQueue {
    /** How many files may wait: enough for the writers to have work while a large one is read. */
    private static final int BUFFERS = 16;

    /** The first {@code length} bytes of a buffer are the content of {@code file}. */
    record Item(Path file, boolean executable, byte[] buffer, int length) {}

    private final int size;
    private final Deque<Item> items = new ArrayDeque<>();
    /** What was used last comes first, as a processor's cache may still have it. */
    private final Deque<byte[]> free = new ArrayDeque<>();

    private int buffers;
    private boolean ended;
    private @Nullable Throwable failure;

    /** @param size that of a buffer */
    FileQueue(int size) {
        this.size = size;
    }

    /** A buffer for the next file; waits until there is one. */
    synchronized byte[] buffer() throws InterruptedIOException {
        if (free.isEmpty() && buffers < BUFFERS) {
            buffers++;
            return new byte[size];
        }
        while (free.isEmpty()) {
            await();
        }
        return free.pop();
    }

    synchronized void add(Item item) {
        items.add(item);
        notifyAll();
    }

    /** The next file to be written; null at the end. */
    synchronized @Nullable Item next() throws InterruptedIOException {
        while (items.isEmpty() && !ended) {
            await();
        }
        return items.poll();
    }

    private void await() throws InterruptedIOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were written");
        }
    }

    /** Gives the buffer of a file back. */
    synchronized void done(Item item) {
        free.push(item.buffer);
        notifyAll();
    }

    /** Nothing more will be added. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** What waits is not to be written. */
    synchronized void drop() {
        items.forEach(this::done);
        items.clear();
    }

    synchronized void fail(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** Throws what has failed first. */
    synchronized void check() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException("files were not written", failure);
        }
    }
}
