package io.github.nix4j.store.nar;

import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of hashes by name, one for each version of its form in a folder that they share; never larger than a table of {@value #PLACES} records: each name has two places in it. It is read once, on
 * first use; what other processes write later is not seen. They may write at any time, since a record that is not whole counts as
 * absent. Thread-safe.
 *
 * <p>A record is the SHA-256 of the name, that of the archive, its size, and the beginning of the SHA-256 of all this.
 */
final class ArchiveHashTable {
    /** Part of the file's name: to be raised with the form of records, and with what any name stands for. */
    static final int VERSION = 2;

    private static final String NAME = "hashes";
    private static final long DAY_MILLIS = 86_400_000;

    /** A file in which nothing was found for so long, nor put there, goes, should another version have it. */
    private static final long UNUSED_MILLIS = 30 * DAY_MILLIS;

    private static final int PLACES = 1 << 14;
    private static final int HASH = 32;
    private static final int SIZE_AT = 2 * HASH;
    private static final int CHECK_AT = SIZE_AT + Long.BYTES;
    private static final int RECORD = CHECK_AT + Long.BYTES;

    private final Path file;
    private byte @Nullable [] records; // null until there are any
    private boolean looked;
    private boolean tidied;
    private boolean dated;

    ArchiveHashTable(Path file) {
        this.file = file;
    }

    /** The table of this version in {@code folder}, which is made when something is put there. */
    static ArchiveHashTable in(Path folder) {
        return new ArchiveHashTable(folder.resolve(NAME + VERSION));
    }

    /** The hash that was put there under {@code name} last; null if it is not there any more, or never was. */
    synchronized @Nullable NarHash find(String name) {
        byte[] all = look();
        if (all == null) {
            return null;
        }
        byte[] key = sha256(name);
        for (int at : places(key)) {
            NarHash found = Arrays.equals(all, at, at + HASH, key, 0, HASH) ? record(all, at) : null;
            if (found != null) {
                date();
                return found;
            }
        }
        return null;
    }

    /** The file's date says when it was used last, to a day: other versions go by it. */
    private void date() {
        if (dated) {
            return;
        }
        dated = true;
        try {
            long now = System.currentTimeMillis();
            if (Files.getLastModifiedTime(file).toMillis() < now - DAY_MILLIS) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(now));
            }
        } catch (IOException e) {
            // It is another user's, or gone: what was read of it is as good.
        }
    }

    /**
     * Puts a hash there, also on the disk, in place of what has this name or else of the smaller one of two archives.
     *
     * @throws IllegalArgumentException if it is no SHA-256
     */
    synchronized void put(String name, NarHash archive) throws IOException {
        if (archive.hash().algorithm() != HashAlgorithm.SHA256) {
            throw new IllegalArgumentException(
                    "not a SHA-256: " + archive.hash().sri());
        }
        byte[] all = look();
        if (all == null) {
            all = new byte[PLACES * RECORD];
            records = all;
        }
        byte[] key = sha256(name);
        int at = cheapest(all, key);
        ByteBuffer record = ByteBuffer.wrap(all, at, RECORD).slice();
        record.put(key).put(archive.hash().bytes()).putLong(archive.size());
        record.putLong(check(all, at)).flip();
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (record.hasRemaining()) {
                out.write(record, at + record.position());
            }
        }
        if (!tidied) {
            tidied = true;
            deleteUnused(folder);
        }
    }

    private void deleteUnused(Path folder) throws IOException {
        long oldest = System.currentTimeMillis() - UNUSED_MILLIS;
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, NAME + "*")) {
            for (Path other : others) {
                if (!other.getFileName().equals(file.getFileName())
                        && isTable(other.getFileName().toString())
                        && Files.getLastModifiedTime(other).toMillis() < oldest) {
                    Files.deleteIfExists(other);
                }
            }
        } catch (NoSuchFileException e) {
            // Another process has just deleted it; the next one looks at the others.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isTable(String name) {
        return name.substring(NAME.length()).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private byte @Nullable [] look() {
        if (!looked) {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] all = new byte[PLACES * RECORD];
                in.readNBytes(all, 0, all.length);
                records = all;
                looked = true;
            } catch (NoSuchFileException e) {
                looked = true;
            } catch (IOException e) {
                // As good as absent, for now.
                return records;
            }
        }
        return records;
    }

    private static @Nullable NarHash record(byte[] all, int at) {
        ByteBuffer numbers = ByteBuffer.wrap(all, at, RECORD).slice();
        if (numbers.getLong(CHECK_AT) != check(all, at)) {
            return null;
        }
        Hash hash = Hash.of(HashAlgorithm.SHA256, Arrays.copyOfRange(all, at + HASH, at + SIZE_AT));
        return new NarHash(hash, numbers.getLong(SIZE_AT));
    }

    private static int cheapest(byte[] all, byte[] key) {
        int[] places = places(key);
        long[] costs = new long[places.length];
        for (int i = 0; i < places.length; i++) {
            int at = places[i];
            NarHash present = Arrays.equals(all, at, at + HASH, key, 0, HASH) ? null : record(all, at);
            costs[i] = present == null ? -1 : present.size();
        }
        return costs[0] <= costs[1] ? places[0] : places[1];
    }

    private static int[] places(byte[] key) {
        ByteBuffer numbers = ByteBuffer.wrap(key);
        return new int[] {(numbers.getInt() & PLACES - 1) * RECORD, (numbers.getInt() & PLACES - 1) * RECORD};
    }

    private static long check(byte[] all, int at) {
        byte[] said = Arrays.copyOfRange(all, at, at + CHECK_AT);
        return ByteBuffer.wrap(HashAlgorithm.SHA256.hash(said).bytes()).getLong();
    }

    private static byte[] sha256(String name) {
        return HashAlgorithm.SHA256.hash(name).bytes();
    }
}
