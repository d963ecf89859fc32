package io.github.nix4j.store.cache;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.fetch.Compression.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.compressors.brotli.BrotliCompressorInputStream;
import org.apache.commons.compress.compressors.brotli.BrotliUtils;
import org.jspecify.annotations.Nullable;

/** Undoes the compression that a cache names, and says in the words of C++ Nix's libraries what is wrong with it. */
final class DecompressedStream extends FilterInputStream {
    private static final Set<String> UNREADABLE = Set.of("grzip", "lrzip", "lzip", "lzop", "rpm", "uu");

    /** Null for none and for brotli. */
    private final @Nullable Kind kind;

    private final String name;

    private DecompressedStream(InputStream plain, @Nullable Kind kind, String name) {
        super(plain);
        this.kind = kind;
        this.name = name;
    }

    /** Reads {@code in}, and closes it. */
    static InputStream of(BufferedInputStream in, String compression) throws IOException {
        if (compression.equals("none")) {
            return in;
        }
        if (compression.equals("br")) {
            if (!BrotliUtils.isBrotliCompressionAvailable()) {
                throw new StoreException(
                        "cannot read brotli compression without the artifact org.brotli:dec; please add it");
            }
            return new DecompressedStream(new BrotliCompressorInputStream(in), null, compression);
        }
        if (UNREADABLE.contains(compression)) {
            throw new StoreException("nix4j cannot read archives that are compressed by '" + compression + "'");
        }
        Kind wanted = kind(compression);
        if (wanted == null) {
            throw new StoreException("failed to get libarchive filter by name: No such filter '" + compression + "'");
        }
        in.mark(1);
        if (in.read() < 0) {
            return in;
        }
        in.reset();
        if (Kind.of(in) != wanted) {
            throw new StoreException("input compression not recognized");
        }
        try {
            return new DecompressedStream(wanted.undo(in), wanted, compression);
        } catch (IOException e) {
            throw broken(wanted, compression, e);
        }
    }

    private static @Nullable Kind kind(String compression) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.NONE && kind.name().toLowerCase(Locale.ROOT).equals(compression)) {
                return kind;
            }
        }
        return null;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw broken(kind, name, e);
        }
    }

    private static StoreException broken(@Nullable Kind kind, String name, IOException e) {
        if (kind == null) {
            return new StoreException("error while decompressing brotli file", e);
        }
        boolean truncated = e instanceof EOFException
                || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("truncated")
                || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("end of stream")
                || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("premature end");
        String what = switch (kind) {
            case XZ, LZMA -> "Lzma library error: " + (truncated ? " No progress is possible" : "Corrupted input data");
            case LZ4 -> truncated ? "truncated lz4 input" : "malformed lz4 data";
            case COMPRESS -> truncated ? "Truncated compressed data" : "Invalid compressed data";
            case GZIP -> truncated ? "truncated gzip input" : "gzip decompression failed";
            case BZIP2 -> truncated ? "truncated bzip2 input" : "bzip decompression failed";
            case ZSTD ->
                truncated
                        ? "Truncated zstd input"
                        : "Zstd decompression failed: " + ByteText.fromUnicode(String.valueOf(e.getMessage()));
            case NONE -> throw new IllegalStateException("nothing to decompress by '" + name + "'");
        };
        return new StoreException("Failed to open archive (" + what + ")", e);
    }
}
