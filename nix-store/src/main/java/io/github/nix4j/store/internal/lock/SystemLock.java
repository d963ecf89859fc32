package io.github.nix4j.store.internal.lock;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;

/** Waits for the system's locks on files. */
public final class SystemLock {
    private static final long PAUSE_MILLIS = 10;

    private SystemLock() {}

    /**
     * Waits for the lock on the file of {@code channel}; an interrupt ends the waiting. Where another thread of this process has
     * it, the JDK throws instead of waiting.
     *
     * <p>The system takes a process for one who waits: where two threads each of two processes have what the other's wants, it
     * sees a deadlock that is none, and refuses ("Resource deadlock avoided"). Whoever is refused asks again a little later; if
     * something else is wrong, asking without waiting, which is never refused so, fails too.
     */
    public static FileLock await(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (FileLockInterruptionException | ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another process");
        }
    }
}
