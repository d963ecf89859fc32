package io.github.nix4j.store.internal.lock;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;

/** Waits for the system's locks on files. */
public final class SystemLock {
    private static final long POLL_MILLIS = 10;

    private SystemLock() {}

    /**
     * Waits for the lock on the file of {@code channel}, which no other thread of this process has or wants; an interrupt ends the
     * waiting.
     *
     * <p>The system takes a process for one who waits: where two threads each of two processes have what the other's wants, it
     * sees a deadlock that is none, and refuses ("Resource deadlock avoided"). Whoever only asks from time to time is never
     * refused; if something else is wrong, asking fails too.
     */
    public static FileLock await(FileChannel channel) throws IOException {
        try {
            return channel.lock();
        } catch (FileLockInterruptionException | ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            return poll(channel);
        }
    }

    private static FileLock poll(FileChannel channel) throws IOException {
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for another process");
            }
        }
    }
}
