package io.github.nix4j.store.nar;

import java.io.IOException;
import java.io.InputStream;

/** The content of a file on its way into an archive: what is read of it is written there, too. Not thread-safe. */
final class ArchivedContent extends InputStream {
    private final InputStream in;
    private final NarOutput out;
    private long left;

    ArchivedContent(InputStream in, long size, NarOutput out) {
        this.in = in;
        this.out = out;
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int n = in.read(bytes, offset, (int) Math.min(left, length));
        if (n > 0) {
            out.raw(bytes, offset, n);
            left -= n;
        }
        return n;
    }

    /** Writes what nobody has read; says whether there was all of it. */
    boolean finish() throws IOException {
        while (left > 0) {
            int n = out.read(in, left);
            if (n < 0) {
                return false;
            }
            left -= n;
        }
        return true;
    }
}
