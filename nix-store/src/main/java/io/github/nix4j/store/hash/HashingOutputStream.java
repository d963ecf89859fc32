package io.github.nix4j.store.hash;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** An output stream that hashes and counts what passes to another one. Not thread-safe. */
public final class HashingOutputStream extends OutputStream {
    private final HashAlgorithm algorithm;
    private final MessageDigest digest;
    private final OutputStream target;
    private long count;

    /** Hashes only: what is written goes nowhere else. */
    public HashingOutputStream(HashAlgorithm algorithm) {
        this(algorithm, OutputStream.nullOutputStream());
    }

    /** Hashes what it passes on to {@code target}, which it closes with itself. */
    public HashingOutputStream(HashAlgorithm algorithm, OutputStream target) {
        this.algorithm = algorithm;
        this.digest = algorithm.newDigest();
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        digest.update((byte) b);
        count++;
        target.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        count += length;
        target.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }

    /** How many bytes were written. */
    public long count() {
        return count;
    }

    /** The hash of all that was written; to be called once, at the end. */
    public Hash finish() {
        return Hash.of(algorithm, digest.digest());
    }
}
