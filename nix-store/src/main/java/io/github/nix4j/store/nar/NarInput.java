package io.github.nix4j.store.nar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the archive's numbers and padded strings, counting bytes; never takes more than it needs. Not thread-safe. */
final class NarInput {
    private static final int SKIP_SIZE = 1 << 13;

    private final InputStream source;
    private final byte[] word = new byte[Long.BYTES];
    private long offset;

    NarInput(InputStream source) {
        this.source = source;
    }

    /** How many bytes were read. */
    long offset() {
        return offset;
    }

    long number() throws IOException {
        fill(word, Long.BYTES);
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = value << 8 | (word[i] & 0xff);
        }
        return value;
    }

    /** A string of at most {@code max} bytes, as byte text. */
    String string(int max) throws IOException {
        long length = number();
        if (Long.compareUnsigned(length, max) > 0) {
            throw BadNarException.wrong("string is too long");
        }
        byte[] bytes = new byte[(int) length];
        fill(bytes, bytes.length);
        padding(length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    void padding(long length) throws IOException {
        int n = NarFormat.padding(length);
        fill(word, n);
        for (int i = 0; i < n; i++) {
            if (word[i] != 0) {
                throw BadNarException.wrong("non-zero padding");
            }
        }
    }

    private void fill(byte[] bytes, int length) throws IOException {
        int n = source.readNBytes(bytes, 0, length);
        offset += n;
        if (n < length) {
            throw BadNarException.truncated();
        }
    }

    /** The next {@code size} bytes. */
    Contents contents(long size) {
        return new Contents(size);
    }

    /** A bounded part of the archive, which lets nobody read past its end. */
    final class Contents extends SizedInput {
        private Contents(long size) {
            super(size);
        }

        @Override
        int readSome(byte[] bytes, int start, int length) throws IOException {
            int n = source.read(bytes, start, length);
            if (n < 0) {
                throw BadNarException.truncated();
            }
            offset += n;
            return n;
        }

        void skipRest() throws IOException {
            byte[] scrap = new byte[SKIP_SIZE];
            while (left() != 0) {
                read(scrap, 0, scrap.length);
            }
        }
    }
}
