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
    /** Part of every pack and of its name: to be raised when the form changes, or what parsing makes of any text. */
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
    // Several threads read along, each somewhere else.
    private final Window[] windows = new Window[4];
    private int oldest;

    /** A part of the file. */
    private record Window(long start, byte[] bytes) {
        boolean has(long offset, int length) {
            return offset >= start && offset + length <= start + bytes.length;
        }
    }

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

    /** Whether anything was found in here. */
    synchronized boolean isUsed() {
        return !used.isEmpty();
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
            Window window = key(row).equals(key) ? window(row) : null;
            if (window != null) {
                int at = (int) (offset(row) - window.start);
                if (Arrays.equals(content, 0, content.length, window.bytes, at, at + content.length)) {
                    used.set(row);
                    int form = at + content.length;
                    return Arrays.copyOfRange(window.bytes, form, form + formLength(row));
                }
            }
        }
        return null;
    }

    /** What a row holds, or null if it is damaged. */
    synchronized @Nullable Entry entry(int row) throws IOException {
        Window window = window(row);
        if (window == null) {
            return null;
        }
        int at = (int) (offset(row) - window.start);
        int form = at + index[row * COLUMNS + 1];
        Entry entry = new Entry(
                key(row),
                Arrays.copyOfRange(window.bytes, at, form),
                Arrays.copyOfRange(window.bytes, form, form + formLength(row)));
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

    /** A part of the file that has a row's bytes; null if its form is not what was written. */
    private @Nullable Window window(int row) throws IOException {
        int content = index[row * COLUMNS + 1];
        int length = content + formLength(row);
        long offset = offset(row);
        Window window = known(offset, length);
        if (window == null) {
            if (offset + length > file.length()) {
                return null;
            }
            // Begins at the same places for all, as who reads from the end needs what lies before.
            long start = offset - offset % WINDOW;
            long end = Math.min(file.length(), Math.max(offset + length, start + WINDOW));
            window = new Window(start, new byte[(int) (end - start)]);
            file.seek(start);
            file.readFully(window.bytes);
            windows[oldest] = window;
            oldest = (oldest + 1) % windows.length;
        }
        int form = (int) (offset - window.start) + content;
        return Entry.checksum(window.bytes, form, formLength(row)) == index[row * COLUMNS + 4] ? window : null;
    }

    private @Nullable Window known(long offset, int length) {
        for (Window window : windows) {
            if (window != null && window.has(offset, length)) {
                return window;
            }
        }
        return null;
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
