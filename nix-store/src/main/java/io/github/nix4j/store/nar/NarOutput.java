package io.github.nix4j.store.nar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the archive's little-endian numbers and padded strings through a buffer. Not thread-safe. */
final class NarOutput {
    private static final int LARGEST_BUFFER = 1 << 16;
    private static final int FIRST_BUFFER = 1 << 12;
    private static final int SMALLEST_BUFFER = 1 << 8;
    private static final int GROWTH = 4;

    private final ArchiveTarget target;
    private byte[] buffer;
    private int used;

    /** Begins with a small buffer: most archives that an evaluation hashes are of one small file. */
    NarOutput(ArchiveTarget target) {
        this(target, FIRST_BUFFER);
    }

    /** @param expected about how many bytes will be written: small archives deserve a small buffer */
    NarOutput(ArchiveTarget target, long expected) {
        this.target = target;
        this.buffer = new byte[(int) Math.max(SMALLEST_BUFFER, Math.min(LARGEST_BUFFER, expected))];
    }

    /** A target that writes to a stream. */
    static ArchiveTarget to(OutputStream stream) {
        return (buffer, used) -> {
            stream.write(buffer, 0, used);
            return buffer;
        };
    }

    void number(long value) throws IOException {
        need(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            buffer[used++] = (byte) (value >>> 8 * i);
        }
    }

    /** A short string of byte text: a keyword, name or target. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is just what byte text needs
    void string(String byteText) throws IOException {
        int length = byteText.length();
        number(length);
        if (length > buffer.length) {
            raw(byteText.getBytes(StandardCharsets.ISO_8859_1), 0, length);
        } else {
            need(length);
            byteText.getBytes(0, length, buffer, used);
            used += length;
        }
        pad(length);
    }

    void bytes(byte[] bytes) throws IOException {
        number(bytes.length);
        raw(bytes, 0, bytes.length);
        pad(bytes.length);
    }

    /** Up to {@code most} bytes of {@code in} as they are; how many there were, or -1 at its end. */
    int read(InputStream in, long most) throws IOException {
        need(1);
        int n = in.read(buffer, used, (int) Math.min(most, buffer.length - used));
        used += Math.max(0, n);
        return n;
    }

    void pad(long length) throws IOException {
        int padding = NarFormat.padding(length);
        need(padding);
        for (int i = 0; i < padding; i++) {
            buffer[used++] = 0;
        }
    }

    /** Bytes as they are, without length and padding. */
    void raw(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            need(1);
            int n = Math.min(end - at, buffer.length - used);
            System.arraycopy(bytes, at, buffer, used, n);
            used += n;
            at += n;
        }
    }

    private void need(int room) throws IOException {
        if (buffer.length - used < room) {
            flush();
            if (buffer.length < LARGEST_BUFFER) {
                buffer = new byte[Math.min(LARGEST_BUFFER, GROWTH * buffer.length)];
            }
        }
    }

    /** Hands everything on. */
    void flush() throws IOException {
        buffer = target.take(buffer, used);
        used = 0;
    }
}
