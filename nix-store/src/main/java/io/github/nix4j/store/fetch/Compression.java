package io.github.nix4j.store.fetch;

import io.github.nix4j.store.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdUtils;
import org.tukaani.xz.XZInputStream;

/** Undoes compression, whose kind the first bytes tell. */
public final class Compression {
    private static final int LOOK_AHEAD = 8;
    private static final int MAX_MEMORY_KIB = 256 * 1024;
    private static final int BUFFER = 1 << 16;

    private Compression() {}

    /** {@code in} without its compression: gzip, xz, bzip2, zstd or lzma; as it is if it has none of these. */
    public static InputStream undo(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(LOOK_AHEAD);
        byte[] start = buffered.readNBytes(LOOK_AHEAD);
        buffered.reset();
        if (starts(start, 0x1f, 0x8b)) {
            return buffer(GzipCompressorInputStream.builder()
                    .setInputStream(buffered)
                    .setDecompressConcatenated(true)
                    .get());
        }
        if (starts(start, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return buffer(new XZInputStream(buffered, MAX_MEMORY_KIB));
        }
        if (starts(start, 'B', 'Z', 'h')) {
            return buffer(new BZip2CompressorInputStream(buffered, true));
        }
        if (starts(start, 0x28, 0xb5, 0x2f, 0xfd)) {
            if (!ZstdUtils.isZstdCompressionAvailable()) {
                throw new StoreException(
                        "cannot read zstd compression without the artifact com.github.luben:zstd-jni; please add it");
            }
            return buffer(new ZstdCompressorInputStream(buffered));
        }
        if (starts(start, 0x5d, 0, 0)) {
            return buffer(LZMACompressorInputStream.builder()
                    .setInputStream(buffered)
                    .setMemoryLimitKiB(MAX_MEMORY_KIB)
                    .get());
        }
        return buffered;
    }

    private static InputStream buffer(InputStream in) {
        return new BufferedInputStream(in, BUFFER);
    }

    private static boolean starts(byte[] bytes, int... expected) {
        if (bytes.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
