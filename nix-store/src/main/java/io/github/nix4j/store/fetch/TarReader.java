package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.TreePath;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads tar archives: ustar, GNU and pax. An own reader, because that of Commons Compress decodes names to Unicode in two
 * ways that cannot be told apart afterwards, while Nix hashes the bytes.
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int MAX_META = 1 << 20;
    private static final int OWNER_EXECUTE = 0100;

    private final InputStream in;
    private final ArchiveEntries entries;
    private final byte[] header = new byte[BLOCK];
    private Map<String, String> pax = Map.of();
    private @Nullable String longName;
    private @Nullable String longLink;
    private long lastModified;
    private boolean first = true;

    private TarReader(InputStream in, ArchiveEntries entries) {
        this.in = in;
        this.entries = entries;
    }

    /** Reads all of {@code in} and gives the newest modification time in it, at least 0. */
    static long read(InputStream in, ArchiveEntries entries) throws IOException {
        TarReader reader = new TarReader(in, entries);
        while (reader.header()) {
            reader.entry();
        }
        return reader.lastModified;
    }

    /** Whether there is another entry, whose header was then read. */
    private boolean header() throws IOException {
        int n = fill(header);
        if (n == 0) {
            return false;
        }
        if (n < BLOCK) {
            throw new StoreException(
                    first
                            ? "Failed to open archive (Unrecognized archive format)"
                            : "cannot get archive member name: Truncated tar archive detected while reading next header");
        }
        if (isZero()) {
            return false;
        }
        if (number(148, 8) != checksum()) {
            throw new StoreException(
                    first
                            ? "Failed to open archive (Unrecognized archive format)"
                            : "cannot get archive member name: Damaged tar archive (bad header checksum)");
        }
        first = false;
        return true;
    }

    private boolean isZero() {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private long checksum() {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    private void entry() throws IOException {
        char type = (char) (header[156] & 0xff);
        long size = pax.containsKey("size") ? decimal("size") : number(124, 12);
        switch (type) {
            case 'x', 'X' -> {
                pax = records(meta(size));
                return;
            }
            case 'g' -> {
                meta(size);
                return;
            }
            case 'L' -> {
                longName = untilZero(meta(size));
                return;
            }
            case 'K' -> {
                longLink = untilZero(meta(size));
                return;
            }
            default -> member(type, size);
        }
        pax = Map.of();
        longName = null;
        longLink = null;
    }

    private void member(char type, long size) throws IOException {
        String name = pax.getOrDefault("path", longName == null ? shortName() : longName);
        String link = pax.getOrDefault("linkpath", longLink == null ? text(157, 100) : longLink);
        long mtime = pax.containsKey("mtime") ? decimal("mtime") : number(136, 12);
        lastModified = Math.max(lastModified, mtime);
        TreePath path = TreePath.of(name);
        switch (type) {
            case '1' -> entries.hardLink(path, TreePath.of(link));
            case '2' -> entries.symlink(path, link);
            case '3' -> throw unsupported(name, 0020000);
            case '4' -> throw unsupported(name, 0060000);
            case '6' -> throw unsupported(name, 0010000);
            // What follows directories and links is the next header, whatever size they claim.
            case '5' -> entries.directory(path);
            case 'D' -> {
                entries.directory(path);
                skip(size);
            }
            case 'M' -> throw unsupported(name, 0);
            case 'V' -> skip(size);
            case 'S' -> throw new StoreException("file '" + name + "' in tarball is sparse, which is not supported");
            default -> {
                if (pax.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
                    throw new StoreException("file '" + name + "' in tarball is sparse, which is not supported");
                }
                if (name.endsWith("/")) {
                    entries.directory(path);
                } else {
                    file(path, size);
                }
            }
        }
    }

    private void file(TreePath path, long size) throws IOException {
        Data data = new Data(size);
        entries.file(path, (number(100, 8) & OWNER_EXECUTE) != 0, data);
        skipPadding(size);
    }

    private static StoreException unsupported(String name, int type) {
        return new StoreException("file '" + name + "' in tarball has unsupported file type " + type);
    }

    private String shortName() {
        boolean posix = ByteText.of(header).startsWith("ustar\0", 257);
        String prefix = posix ? text(345, 155) : "";
        return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
    }

    private String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    /** Octal digits, or where the first bit is set a big-endian number. */
    private long number(int offset, int length) {
        if ((header[offset] & 0x80) != 0) {
            // The bit after the mark is the sign.
            long value = (header[offset] & 0x40) != 0 ? -1 : 0;
            value = value << 6 | (header[offset] & 0x3f);
            for (int i = offset + 1; i < offset + length; i++) {
                value = value << 8 | (header[i] & 0xff);
            }
            return value;
        }
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            byte b = header[i];
            if (b >= '0' && b <= '7') {
                value = value << 3 | (b - '0');
            } else if (b != ' ' || value != 0) {
                break;
            }
        }
        return value;
    }

    private long decimal(String key) {
        try {
            return new BigDecimal(pax.getOrDefault(key, "")).longValue();
        } catch (NumberFormatException e) {
            throw new StoreException("cannot get archive member name: bad pax header '" + key + "'", e);
        }
    }

    private byte[] meta(long size) throws IOException {
        if (size < 0 || size > MAX_META) {
            throw new StoreException("cannot get archive member name: extended header of " + size + " bytes");
        }
        byte[] bytes = new byte[(int) size];
        if (fill(bytes) < size) {
            throw new StoreException(
                    "cannot get archive member name: Truncated tar archive detected while reading metadata");
        }
        skipPadding(size);
        return bytes;
    }

    private static String untilZero(byte[] bytes) {
        String text = ByteText.of(bytes);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Records of the form {@code LENGTH KEY=VALUE\n}. */
    private static Map<String, String> records(byte[] bytes) {
        String text = ByteText.of(bytes);
        Map<String, String> records = new HashMap<>();
        int at = 0;
        while (at < text.length() && text.charAt(at) != '\0') {
            int space = text.indexOf(' ', at);
            int equals = text.indexOf('=', at);
            int length = space < 0 ? 0 : parse(text.substring(at, space));
            if (length <= 0 || equals < space || at + length > text.length() || equals >= at + length) {
                throw new StoreException("cannot get archive member name: bad pax header");
            }
            records.put(text.substring(space + 1, equals), text.substring(equals + 1, at + length - 1));
            at += length;
        }
        return records;
    }

    private static int parse(String digits) {
        return digits.matches("\\d{1,7}") ? Integer.parseInt(digits) : 0;
    }

    /** How much there was to fill {@code bytes} with; negative where the rest is broken. */
    private int fill(byte[] bytes) throws IOException {
        try {
            return in.readNBytes(bytes, 0, bytes.length);
        } catch (EOFException e) {
            // What was asked for last is told with it by the caller.
            return -1;
        }
    }

    private void skip(long size) throws IOException {
        new Data(size).transferTo(OutputStream.nullOutputStream());
        skipPadding(size);
    }

    private void skipPadding(long size) throws IOException {
        int padding = (int) (-size & (BLOCK - 1));
        // A missing end is no harm: the data are complete.
        fill(new byte[padding]);
    }

    /** The content of one member. */
    private final class Data extends InputStream {
        private long left;

        private Data(long size) {
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int n = some(bytes, offset, (int) Math.min(left, length));
            if (n < 0) {
                throw new StoreException(
                        "cannot read file from tarball: Truncated tar archive detected while reading data");
            }
            left -= n;
            return n;
        }

        private int some(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (EOFException e) {
                // Broken is as bad as missing.
                return -1;
            }
        }
    }
}
