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

    private final OutputStream target;
    private byte[] buffer;
    private int used;

    /** Begins with a small buffer: most archives that an evaluation hashes are of one small file. */
    NarOutput(OutputStream target) {
        this(target, FIRST_BUFFER);
    }

    /** @param expected about how many bytes will be written: small archives deserve a small buffer */
    NarOutput(OutputStream target, long expected) {
        this.target = target;
        this.buffer = new byte[(int) Math.max(SMALLEST_BUFFER, Math.min(LARGEST_BUFFER, expected))];
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
            raw(byteText.getBytes(StandardCharsets.ISO_8859_1), length);
        } else {
            need(length);
            byteText.getBytes(0, length, buffer, used);
            used += length;
        }
        pad(length);
    }

    void bytes(byte[] bytes) throws IOException {
        number(bytes.length);
        raw(bytes, bytes.length);
        pad(bytes.length);
    }

    /** Exactly {@code size} bytes of {@code in}; says whether there were so many. */
    boolean stream(InputStream in, long size) throws IOException {
        number(size);
        long left = size;
        while (left > 0) {
            need(1);
            int n = in.read(buffer, used, (int) Math.min(left, buffer.length - used));
            if (n < 0) {
                return false;
            }
            used += n;
            left -= n;
        }
        pad(size);
        return true;
    }

    private void pad(long length) throws IOException {
        int padding = NarFormat.padding(length);
        need(padding);
        for (int i = 0; i < padding; i++) {
            buffer[used++] = 0;
        }
    }

    private void raw(byte[] bytes, int length) throws IOException {
        if (length <= buffer.length - used) {
            System.arraycopy(bytes, 0, buffer, used, length);
            used += length;
        } else {
            makeRoom();
            target.write(bytes, 0, length);
        }
    }

    private void need(int room) throws IOException {
        if (buffer.length - used < room) {
            makeRoom();
        }
    }

    private void makeRoom() throws IOException {
        flush();
        if (buffer.length < LARGEST_BUFFER) {
            buffer = new byte[Math.min(LARGEST_BUFFER, GROWTH * buffer.length)];
        }
    }

    /** Hands everything on to the stream below. */
    void flush() throws IOException {
        target.write(buffer, 0, used);
        used = 0;
    }
}
