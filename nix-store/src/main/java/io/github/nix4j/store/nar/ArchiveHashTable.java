package io.github.nix4j.store.nar;

import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file of hashes by name, never larger than a table of {@value #PLACES} records: each name has one place in it, and of those that
 * share one the last stays. It is read once, on first use; what other processes write later is not seen. They may write at any time,
 * since a record that is not whole counts as absent. Thread-safe.
 *
 * <p>A record is the SHA-256 of the name, that of the archive, its size, and the beginning of the SHA-256 of all this.
 */
final class ArchiveHashTable {
    private static final int PLACES = 1 << 14;
    private static final int HASH = 32;
    private static final int SIZE_AT = 2 * HASH;
    private static final int CHECK_AT = SIZE_AT + Long.BYTES;
    private static final int RECORD = CHECK_AT + Long.BYTES;

    private final Path file;
    private byte @Nullable [] records;

    ArchiveHashTable(Path file) {
        this.file = file;
    }

    /** The hash that was put there under {@code name} last; null if it is not there any more, or never was. */
    synchronized @Nullable NarHash find(String name) {
        byte[] key = sha256(name);
        int at = place(key);
        byte[] all = records();
        if (!Arrays.equals(all, at, at + HASH, key, 0, HASH)) {
            return null;
        }
        byte[] record = Arrays.copyOfRange(all, at, at + RECORD);
        ByteBuffer numbers = ByteBuffer.wrap(record);
        if (numbers.getLong(CHECK_AT) != check(record)) {
            return null;
        }
        Hash hash = Hash.of(HashAlgorithm.SHA256, Arrays.copyOfRange(record, HASH, SIZE_AT));
        return new NarHash(hash, numbers.getLong(SIZE_AT));
    }

    /** Puts a SHA-256 there, on the disk too. */
    synchronized void put(String name, NarHash archive) throws IOException {
        byte[] key = sha256(name);
        int at = place(key);
        ByteBuffer record = ByteBuffer.wrap(records(), at, RECORD).slice();
        record.put(key).put(archive.hash().bytes()).putLong(archive.size());
        record.putLong(check(Arrays.copyOfRange(records(), at, at + RECORD))).flip();
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (record.hasRemaining()) {
                out.write(record, at + record.position());
            }
        }
    }

    private byte[] records() {
        byte[] all = records;
        if (all == null) {
            all = new byte[PLACES * RECORD];
            try (InputStream in = Files.newInputStream(file)) {
                in.readNBytes(all, 0, all.length);
            } catch (IOException e) {
                // As good as empty: what is asked for is found out and put there.
                Arrays.fill(all, (byte) 0);
            }
            records = all;
        }
        return all;
    }

    private static int place(byte[] key) {
        return (ByteBuffer.wrap(key).getInt() & PLACES - 1) * RECORD;
    }

    private static long check(byte[] record) {
        byte[] said = Arrays.copyOf(record, CHECK_AT);
        return ByteBuffer.wrap(HashAlgorithm.SHA256.hash(said).bytes()).getLong();
    }

    private static byte[] sha256(String name) {
        return HashAlgorithm.SHA256.hash(name).bytes();
    }
}
