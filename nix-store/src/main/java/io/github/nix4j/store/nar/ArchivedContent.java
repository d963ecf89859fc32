package io.github.nix4j.store.nar;

import java.io.IOException;
import java.io.InputStream;

/** The content of a file on its way into an archive: what is read of it is written there, too. Not thread-safe. */
final class ArchivedContent extends SizedInput {
    private final InputStream in;
    private final NarOutput out;

    ArchivedContent(InputStream in, long size, NarOutput out) {
        super(size);
        this.in = in;
        this.out = out;
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        if (n > 0) {
            out.raw(bytes, offset, n);
        }
        return n;
    }

    /** Writes what nobody has read; says whether there was all of it. */
    boolean finish() throws IOException {
        while (left() > 0) {
            int n = out.read(in, left());
            if (n < 0) {
                return false;
            }
            took(n);
        }
        return true;
    }
}
