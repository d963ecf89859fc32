package io.github.nix4j.store.nar;

import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Hashes an archive while it is made: its beginning at once, and the rest of a large one on a thread of its own, so that the next
 * part is read meanwhile. Not thread-safe.
 */
final class ArchiveHasher implements ArchiveTarget, AutoCloseable {
    /** What takes about as long to hash as a thread takes to start. */
    private static final long AT_ONCE = 1 << 17;

    /**
     * The digest gets the beginning in pieces: it is compiled with the processor's instructions after some hundred calls, and much
     * slower before.
     */
    private static final int PIECE = 1 << 8;

    private final HashAlgorithm algorithm;
    private final MessageDigest digest;
    private long count;
    private @Nullable HashingThread thread;

    ArchiveHasher(HashAlgorithm algorithm) {
        this.algorithm = algorithm;
        this.digest = algorithm.newDigest();
    }

    @Override
    public byte[] take(byte[] buffer, int used) throws InterruptedIOException {
        count += used;
        if (thread == null && count > AT_ONCE && Runtime.getRuntime().availableProcessors() > 1) {
            thread = HashingThread.start(digest);
        }
        if (thread != null) {
            return thread.exchange(buffer, used);
        }
        for (int at = 0; at < used; at += PIECE) {
            digest.update(buffer, at, Math.min(PIECE, used - at));
        }
        return buffer;
    }

    /** The hash and size of all that was taken; to be called once, at the end. */
    NarHash finish() throws InterruptedIOException {
        if (thread != null) {
            thread.await();
        }
        return new NarHash(Hash.of(algorithm, digest.digest()), count);
    }

    /** Ends the thread, also where there was not all to be read. */
    @Override
    public void close() {
        if (thread != null) {
            thread.end();
        }
    }
}
