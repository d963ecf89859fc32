package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.internal.compiled.Entry.Key;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many compiled files in one file, which does not change once it has its name: a header, an index sorted by checksum, then each
 * file's content and form. Forms come in the order in which they were first needed, so that the next run reads along.
 *
 * <p>What is damaged is as if it were not there. Read with plain reads: of a mapped file that is cut off meanwhile, the JVM dies.
 * Thread-safe.
 */
final class Pack implements Closeable {
    /** Part of every pack: to be raised when the form changes, or what parsing makes of any text. */
    static final int VERSION = 3;

    private static final long MAGIC = 0x6e6978346a660000L | VERSION;
    private static final int COLUMNS = 6;

    /** How many bytes stand before the index, and how many are in each of its rows. */
    static final int HEADER = Long.BYTES + 3 * Integer.BYTES;

    static final int ROW = COLUMNS * Integer.BYTES;
    private static final int WINDOW = 1 << 18;

    private final RandomAccessFile file;
    private final int[] index;
    private final int[] checksums;
    private final BitSet used = new BitSet();
    private byte[] window = new byte[0];
    private long windowStart;

    private Pack(RandomAccessFile file, int[] index) {
        this.file = file;
        this.index = index;
        this.checksums = new int[index.length / COLUMNS];
        for (int i = 0; i < checksums.length; i++) {
            checksums[i] = index[i * COLUMNS];
        }
    }

    /** Opens a pack; null if it is none or is damaged. */
    static @Nullable Pack open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        try {
            int[] index = readIndex(file);
            if (index != null) {
                return new Pack(file, index);
            }
        } catch (EOFException e) {
            // Cut off: no pack.
        } catch (IOException e) {
            file.close();
            throw e;
        }
        file.close();
        return null;
    }

    private static int @Nullable [] readIndex(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[HEADER];
        file.readFully(bytes);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        long magic = header.getLong();
        int count = header.getInt();
        int checksum = header.getInt();
        int length = header.getInt();
        if (magic != MAGIC || count < 0 || count > length / ROW || length != file.length()) {
            return null;
        }
        byte[] rows = new byte[count * ROW];
        file.readFully(rows);
        if (Entry.checksum(rows, 0, rows.length) != checksum) {
            return null;
        }
        int[] index = new int[count * COLUMNS];
        ByteBuffer.wrap(rows).asIntBuffer().get(index);
        return index;
    }

    /** All rows in the order in which their contents were first needed. */
    int[] rowsInOrder() {
        return IntStream.range(0, checksums.length)
                .boxed()
                .sorted(Comparator.comparingLong(this::offset))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    long size() throws IOException {
        return file.length();
    }

    boolean isUsed(int row) {
        return used.get(row);
    }

    /** The form of a content, or null if there is none in here. */
    synchronized byte @Nullable [] find(Key key, byte[] content) throws IOException {
        int row = Arrays.binarySearch(checksums, key.checksum());
        while (row > 0 && checksums[row - 1] == key.checksum()) {
            row--;
        }
        for (; row >= 0 && row < checksums.length && checksums[row] == key.checksum(); row++) {
            if (key(row).equals(key) && fill(row)) {
                int at = (int) (offset(row) - windowStart);
                if (Arrays.equals(content, 0, content.length, window, at, at + content.length)) {
                    used.set(row);
                    int form = at + content.length;
                    return Arrays.copyOfRange(window, form, form + formLength(row));
                }
            }
        }
        return null;
    }

    /** What a row holds, or null if it is damaged. */
    synchronized @Nullable Entry entry(int row) throws IOException {
        if (!fill(row)) {
            return null;
        }
        int at = (int) (offset(row) - windowStart);
        int form = at + index[row * COLUMNS + 1];
        Entry entry = new Entry(
                key(row),
                Arrays.copyOfRange(window, at, form),
                Arrays.copyOfRange(window, form, form + formLength(row)));
        return Key.of(entry.content(), entry.key().options()).equals(entry.key()) ? entry : null;
    }

    private Key key(int row) {
        int at = row * COLUMNS;
        return new Key(index[at], index[at + 1], index[at + 2]);
    }

    private int formLength(int row) {
        return index[row * COLUMNS + 3];
    }

    private long offset(int row) {
        return index[row * COLUMNS + 5];
    }

    /** Brings a row's bytes into the window; false if its form is not what was written. */
    private boolean fill(int row) throws IOException {
        int content = index[row * COLUMNS + 1];
        int length = content + formLength(row);
        long offset = offset(row);
        if (offset < windowStart || offset + length > windowStart + window.length) {
            int size = (int) Math.min(file.length() - offset, Math.max(length, WINDOW));
            if (size < length) {
                return false;
            }
            byte[] read = new byte[size];
            file.seek(offset);
            file.readFully(read);
            window = read;
            windowStart = offset;
        }
        int form = (int) (offset - windowStart) + content;
        return Entry.checksum(window, form, formLength(row)) == index[row * COLUMNS + 4];
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Writes entries to a file that does not exist yet. */
    static void write(Path path, List<Entry> entries) throws IOException {
        record Placed(Entry entry, int offset) {}
        List<Placed> sorted = new ArrayList<>();
        int offset = HEADER + entries.size() * ROW;
        for (Entry entry : entries) {
            sorted.add(new Placed(entry, offset));
            offset = Math.addExact(offset, entry.size() - ROW);
        }
        sorted.sort(Comparator.comparingInt(placed -> placed.entry.key().checksum()));
        ByteBuffer rows = ByteBuffer.allocate(entries.size() * ROW);
        for (Placed placed : sorted) {
            Entry entry = placed.entry;
            byte[] form = entry.form();
            rows.putInt(entry.key().checksum()).putInt(entry.key().length());
            rows.putInt(entry.key().options()).putInt(form.length);
            rows.putInt(Entry.checksum(form, 0, form.length)).putInt(placed.offset);
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putLong(MAGIC).putInt(entries.size());
        header.putInt(Entry.checksum(rows.array(), 0, rows.capacity())).putInt(offset);
        try (OutputStream out = Files.newOutputStream(path)) {
            out.write(header.array());
            out.write(rows.array());
            for (Entry entry : entries) {
                out.write(entry.content());
                out.write(entry.form());
            }
        }
    }
}
