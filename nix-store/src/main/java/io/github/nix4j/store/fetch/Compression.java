package io.github.nix4j.store.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Undoes compression, whose kind the first bytes tell. */
public final class Compression {
    /** The kinds that are known. */
    public enum Kind {
        NONE,
        GZIP(0x1f, 0x8b),
        XZ(0xfd, '7', 'z', 'X', 'Z', 0),
        BZIP2('B', 'Z', 'h'),
        ZSTD(0x28, 0xb5, 0x2f, 0xfd),
        LZMA(0x5d, 0, 0),
        LZ4(0x04, 0x22, 0x4d, 0x18),
        COMPRESS(0x1f, 0x9d);

        private final int[] magic;

        Kind(int... magic) {
            this.magic = magic;
        }

        /**
         * As {@link #of}, of what comes out of another compression, which most often is an archive: names of files may begin like
         * some kinds.
         */
        static Kind inside(BufferedInputStream in) throws IOException {
            Kind kind = of(in);
            if (kind == BZIP2) {
                in.mark(LOOK_AHEAD);
                byte[] start = in.readNBytes(LOOK_AHEAD);
                in.reset();
                boolean block = start.length > 4 && start[3] >= '1' && start[3] <= '9' && start[4] == '1';
                return block ? kind : NONE;
            }
            return kind == LZMA ? NONE : kind;
        }

        /** What {@code in} begins with; it stands where it stood afterwards. */
        public static Kind of(BufferedInputStream in) throws IOException {
            in.mark(LOOK_AHEAD);
            byte[] start = in.readNBytes(LOOK_AHEAD);
            in.reset();
            for (Kind kind : values()) {
                if (kind != NONE && kind.begins(start)) {
                    return kind;
                }
            }
            return NONE;
        }

        private boolean begins(byte[] bytes) {
            if (bytes.length < magic.length) {
                return false;
            }
            for (int i = 0; i < magic.length; i++) {
                if ((bytes[i] & 0xff) != magic[i]) {
                    return false;
                }
            }
            return true;
        }

        /** {@code in}, which is compressed this way, without that. */
        public InputStream undo(BufferedInputStream in) throws IOException {
            return switch (this) {
                case NONE -> in;
                case GZIP ->
                    buffer(GzipCompressorInputStream.builder()
                            .setInputStream(in)
                            .setDecompressConcatenated(true)
                            .get());
                case XZ -> buffer(new XZInputStream(in, MAX_MEMORY_KIB));
                case BZIP2 -> buffer(new BZip2CompressorInputStream(in, true));
                case ZSTD -> {
                    ZstdLibrary.load();
                    yield buffer(new ZstdCompressorInputStream(in));
                }
                case LZMA ->
                    buffer(LZMACompressorInputStream.builder()
                            .setInputStream(in)
                            .setMemoryLimitKiB(MAX_MEMORY_KIB)
                            .get());
                case LZ4 -> buffer(new FramedLZ4CompressorInputStream(in, true));
                case COMPRESS -> {
                    requireWidth(in);
                    yield buffer(new ZCompressorInputStream(in, MAX_MEMORY_KIB));
                }
            };
        }

        /** The library fails with an exception that is none of reading. */
        private static void requireWidth(BufferedInputStream in) throws IOException {
            in.mark(LOOK_AHEAD);
            byte[] start = in.readNBytes(LOOK_AHEAD);
            in.reset();
            int width = start.length > 2 ? start[2] & 0x1f : 0;
            if (width < 9 || width > 16) {
                throw new IOException("names of " + width + " bits are none of compress");
            }
        }
    }

    private static final int LOOK_AHEAD = 8;
    private static final int MAX_MEMORY_KIB = 256 * 1024;
    private static final int BUFFER = 1 << 16;

    private Compression() {}

    private static InputStream buffer(InputStream in) {
        return new BufferedInputStream(in, BUFFER);
    }
}
