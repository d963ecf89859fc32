package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.internal.lock.SystemLock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets one writer at a time put objects in place, among all threads and processes that use the directory. */
final class CommitLock implements AutoCloseable {
    private static final long RETRY_MILLIS = 2;

    private final Path file;
    private final ReentrantLock threads = new ReentrantLock();
    private @Nullable FileChannel channel;

    CommitLock(Path file) {
        this.file = file;
    }

    /** The lock while it is held; closing it gives it back. */
    final class Held implements AutoCloseable {
        private final @Nullable FileLock lock;

        private Held(@Nullable FileLock lock) {
            this.lock = lock;
        }

        @Override
        public void close() throws IOException {
            try {
                if (lock != null) {
                    lock.release();
                }
            } finally {
                threads.unlock();
            }
        }
    }

    /** Waits for the lock, unless this thread has it already: the outermost holder gives it back. */
    Held take() throws IOException {
        threads.lock();
        try {
            return new Held(threads.getHoldCount() > 1 ? null : lockFile());
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    private FileLock lockFile() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        while (true) {
            try {
                return SystemLock.await(channel);
            } catch (OverlappingFileLockException e) {
                // Another store object of this very program has it, which the JDK reports instead of waiting.
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another writer");
        }
    }

    /**
     * Waits for the lock first: POSIX drops all locks of a process on a file with the first descriptor of it that is closed, so
     * that another store object of this program would lose a lock that it holds.
     */
    @Override
    public void close() throws IOException {
        threads.lock();
        try {
            if (channel != null && channel.isOpen()) {
                lockFile();
                channel.close();
            }
        } finally {
            threads.unlock();
        }
    }
}
