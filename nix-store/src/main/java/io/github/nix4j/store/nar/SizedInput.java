package io.github.nix4j.store.nar;

import java.io.IOException;
import java.io.InputStream;

/** So many bytes of something longer, past whose end nobody reads. Not thread-safe. */
abstract class SizedInput extends InputStream {
    private long left;

    /** @param size in bytes, unsigned */
    SizedInput(long size) {
        this.left = size;
    }

    /** The number of bytes that nobody has read, unsigned. */
    final long left() {
        return left;
    }

    /** Counts bytes that were read in another way. */
    final void took(int count) {
        left -= count;
    }

    /** Reads some of what is left, at least one byte; negative where it ends too early. */
    abstract int readSome(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int n = readSome(bytes, offset, Long.compareUnsigned(left, length) < 0 ? (int) left : length);
        left -= Math.max(0, n);
        return n;
    }
}
