package io.github.nix4j.store.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Compressed streams (gzip or bzip2), one behind the other. What else is behind the last one is no error, but passed over. */
final class CompressedMembers extends InputStream {
    private final Compression.Kind kind;
    private final BufferedInputStream in;
    private InputStream member;

    private CompressedMembers(Compression.Kind kind, BufferedInputStream in, InputStream member) {
        this.kind = kind;
        this.in = in;
        this.member = member;
    }

    /** Throws an {@link IOException} where {@code in} does not begin with a whole header. */
    static CompressedMembers of(Compression.Kind kind, BufferedInputStream in) throws IOException {
        return new CompressedMembers(kind, in, member(kind, in));
    }

    private static InputStream member(Compression.Kind kind, BufferedInputStream in) throws IOException {
        return kind == Compression.Kind.GZIP
                ? GzipCompressorInputStream.builder().setInputStream(in).get()
                : new BZip2CompressorInputStream(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            int n = member.read(bytes, offset, length);
            if (n >= 0 || !next()) {
                return n;
            }
        }
    }

    private boolean next() throws IOException {
        if (Compression.Kind.of(in) != kind) {
            return false;
        }
        try {
            member = member(kind, in);
            return true;
        } catch (IOException e) {
            // It only looked like a header: something else, to be passed over.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
