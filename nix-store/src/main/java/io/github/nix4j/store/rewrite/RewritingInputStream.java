package io.github.nix4j.store.rewrite;

import java.io.IOException;
import java.io.InputStream;

/** Reads another stream with paths replaced; closes it. Not thread-safe. */
public final class RewritingInputStream extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final PathRewriting rewriting;
    private final byte[] buffer;
    private int position;
    /** Up to here all is as it shall be. */
    private int ready;
    /** Up to here there are bytes. */
    private int end;

    private boolean atEnd;

    public RewritingInputStream(InputStream in, PathRewriting rewriting) {
        this.in = in;
        this.rewriting = rewriting;
        this.buffer = new byte[BUFFER + 2 * rewriting.longest()];
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, ready - position);
        System.arraycopy(buffer, position, bytes, offset, n);
        position += n;
        return n;
    }

    private boolean fill() throws IOException {
        while (position == ready) {
            if (atEnd) {
                return false;
            }
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
            int n = in.readNBytes(buffer, end, buffer.length - end);
            end += n;
            atEnd = end < buffer.length;
            ready = atEnd ? end : end - rewriting.longest() + 1;
            rewriting.apply(buffer, ready, end);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
