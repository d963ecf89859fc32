package io.github.nix4j.store.fetch;

import io.github.nix4j.store.StoreException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * An archive without its compression, in the large blocks in which C++ Nix reads it: a broken block is lost as a whole. If it is the
 * first one, the archive cannot be opened; where a later one is needed, there is an {@link EOFException}.
 */
final class ArchiveStream extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int BLOCK = 1 << 16;
    /** As many as C++ Nix undoes. */
    private static final int MOST_LAYERS = 25;

    private static final int ZSTD_BLOCK = 1 << 17;

    private final Compression.Kind kind;
    private final InputStream in;
    private final InputStream compressed;
    private byte[] block = {};
    private int at;
    private boolean first = true;

    private ArchiveStream(Compression.Kind kind, InputStream in, InputStream compressed) {
        this.kind = kind;
        this.compressed = compressed;
        this.in = in;
    }

    /** {@code compressed} without its compression; a {@link StoreException} says that it has none of the known form. */
    static InputStream of(InputStream compressed) throws IOException {
        return of(compressed, MOST_LAYERS);
    }

    private static InputStream of(InputStream compressed, int layers) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(compressed, BUFFER);
        Compression.Kind kind =
                layers == MOST_LAYERS ? Compression.Kind.of(buffered) : Compression.Kind.inside(buffered);
        try {
            return switch (kind) {
                case NONE -> buffered;
                case GZIP, BZIP2 ->
                    inside(new ArchiveStream(kind, CompressedMembers.of(kind, buffered), buffered), layers);
                case XZ, ZSTD, LZMA, LZ4, COMPRESS ->
                    inside(new ArchiveStream(kind, kind.undo(buffered), buffered), layers);
            };
        } catch (IOException e) {
            // That of bzip2 reads more than a header at once.
            boolean bzip2 = kind == Compression.Kind.BZIP2;
            String problem = bzip2 ? problem(kind, buffered.read() < 0) : "Unrecognized archive format";
            throw new StoreException("Failed to open archive (" + problem + ")", e);
        }
    }

    /** What is compressed may have been compressed before. */
    private static InputStream inside(InputStream plain, int layers) throws IOException {
        return layers == 1 ? plain : of(plain, layers - 1);
    }

    @Override
    public int read() throws IOException {
        return fill() ? block[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, block.length - at);
        System.arraycopy(block, at, bytes, offset, n);
        at += n;
        return n;
    }

    private boolean fill() throws IOException {
        if (at < block.length) {
            return true;
        }
        at = 0;
        try {
            block = in.readNBytes(kind == Compression.Kind.ZSTD ? ZSTD_BLOCK : BLOCK);
        } catch (IOException e) {
            block = new byte[0];
            if (first) {
                boolean cut = switch (kind) {
                    // These have one kind of exception for all.
                    case ZSTD -> compressed.read() < 0;
                    case LZ4 -> String.valueOf(e.getMessage()).contains("Premature end");
                    default -> e instanceof EOFException;
                };
                throw new StoreException("Failed to open archive (" + problem(kind, cut) + ")", e);
            }
            EOFException end = new EOFException("a broken block");
            end.initCause(e);
            throw end;
        }
        first = false;
        return block.length > 0;
    }

    private static String problem(Compression.Kind kind, boolean cut) {
        return switch (kind) {
            case GZIP -> cut ? "truncated gzip input" : "gzip decompression failed";
            case BZIP2 -> cut ? "truncated bzip2 input" : "bzip decompression failed";
            case ZSTD -> cut ? "Truncated zstd input" : "Zstd decompression failed: Data corruption detected";
            case XZ, LZMA -> "Lzma library error: " + (cut ? " No progress is possible" : "Corrupted input data");
            case LZ4 -> cut ? "truncated lz4 input" : "malformed lz4 data";
            case COMPRESS -> cut ? "Truncated compressed data" : "Invalid compressed data";
            case NONE -> throw new IllegalStateException("nothing is undone");
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
