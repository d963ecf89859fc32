package io.github.nix4j.store.rewrite;

import java.io.IOException;
import java.io.OutputStream;

/** Writes to another stream with paths replaced. The end comes through with {@link #close}, which closes that. Not thread-safe. */
public final class RewritingOutputStream extends OutputStream {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final PathRewriting rewriting;
    private final byte[] buffer;
    private int end;

    public RewritingOutputStream(OutputStream out, PathRewriting rewriting) {
        this.out = out;
        this.rewriting = rewriting;
        this.buffer = new byte[BUFFER + 2 * rewriting.longest()];
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int n = Math.min(left, buffer.length - end);
            System.arraycopy(bytes, from, buffer, end, n);
            from += n;
            left -= n;
            end += n;
            if (end == buffer.length) {
                pass(end - rewriting.longest() + 1);
            }
        }
    }

    private void pass(int ready) throws IOException {
        rewriting.apply(buffer, ready, end);
        out.write(buffer, 0, ready);
        System.arraycopy(buffer, ready, buffer, 0, end - ready);
        end -= ready;
    }

    @Override
    public void close() throws IOException {
        pass(end);
        out.close();
    }
}
