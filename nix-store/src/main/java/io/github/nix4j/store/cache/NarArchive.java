package io.github.nix4j.store.cache;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.narinfo.NarInfo;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** The archive of an object of a cache, brought here. It may be read more than once. To be closed. */
final class NarArchive implements AutoCloseable {
    /** An archive that is larger than its cache says is wrong anyway; beyond this nobody need learn how large it is. */
    private static final long SLACK = 64 << 20;

    private final NarInfo info;
    private final CacheFile file;

    NarArchive(NarInfo info, CacheFile file) {
        this.info = info;
        this.file = file;
    }

    /** Its bytes without compression; reading throws {@link StoreException} where that is broken. */
    InputStream open() throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file.path()));
        try {
            return new Bounded(
                    DecompressedStream.of(in, info.compression()), info.info().narSize() + SLACK);
        } catch (IOException | RuntimeException e) {
            try {
                in.close();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        file.close();
    }

    /** Stops what would fill the disk. */
    private final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        private Bounded(InputStream in, long limit) {
            this.in = in;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            if (n > left) {
                throw new StoreException("the archive '" + info.url() + "' is larger than the "
                        + Long.toUnsignedString(info.info().narSize()) + " bytes that its cache says");
            }
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
