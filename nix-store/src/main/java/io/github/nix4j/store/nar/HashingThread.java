package io.github.nix4j.store.nar;

import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Hashes buffers in the order in which one other thread fills them, and gives them back. */
final class HashingThread {
    /** Large enough that neither thread waits for the other often, small enough that all of them stay in a cache. */
    private static final int BUFFER = 1 << 18;

    private static final int BUFFERS = 4;

    /** A digest takes this much at a time, to be called often: it becomes quick when it was compiled, and then by its next call. */
    private static final int PIECE = 1 << 12;

    private static final Filled END = new Filled(new byte[0], 0);

    /** The first {@code used} bytes are to be hashed. */
    private record Filled(byte[] buffer, int used) {}

    private final MessageDigest digest;
    private final BlockingQueue<Filled> filled = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int buffers;
    private volatile @Nullable Throwable failure;

    private HashingThread(MessageDigest digest) {
        this.digest = digest;
    }

    static HashingThread start(MessageDigest digest) {
        HashingThread started = new HashingThread(digest);
        Thread thread = new Thread(started::run, "nix4j-hash");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    private void run() {
        try {
            for (Filled next = filled.take(); next != END; next = filled.take()) {
                for (int at = 0; at < next.used; at += PIECE) {
                    digest.update(next.buffer, at, Math.min(PIECE, next.used - at));
                }
                free.add(next.buffer);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
            // Whoever waits for a buffer is to see that none will come.
            free.add(END.buffer);
        } finally {
            ended.countDown();
        }
    }

    /** Has a buffer hashed and gives another one to be filled. */
    byte[] exchange(byte[] buffer, int used) throws InterruptedIOException {
        filled.add(new Filled(buffer, used));
        byte[] next = free.poll();
        if (next == null && buffers < BUFFERS) {
            buffers++;
            return new byte[BUFFER];
        }
        try {
            next = next == null ? free.take() : next;
        } catch (InterruptedException e) {
            throw interrupted();
        }
        check();
        // The one that was filled before this thread began is smaller, and is as good for the next.
        return next;
    }

    /** Waits until all is hashed. */
    void await() throws InterruptedIOException {
        end();
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        check();
    }

    /** Ends the thread when it has hashed what it has got. */
    void end() {
        filled.add(END);
    }

    private void check() {
        if (failure != null) {
            throw new IllegalStateException("hashing failed", failure);
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for a hash");
    }
}
