package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.TreePath;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads zip archives from their beginning, without the directory at their end, which may be cut off. What stands before each file
 * tells neither links nor modes: all are plain files.
 */
final class ZipStreamReader {
    private static final String HEADER_CUT = "cannot get archive member name: Truncated ZIP file header";
    private static final String FILE = "PK\3";
    private static final String DIRECTORY = "PK\1\2";
    private static final int LARGEST_DESCRIPTOR = 24;

    private ZipStreamReader() {}

    /** Reads all of {@code file} and gives the newest modification time in it, at least 0. */
    static long read(Path file, ArchiveEntries entries) throws IOException {
        long lastModified = 0;
        try (ZipArchiveInputStream zip = new ZipArchiveInputStream(
                new BufferedInputStream(Files.newInputStream(file)), StandardCharsets.ISO_8859_1.name(), false, true)) {
            String rest = rest(file, 0);
            for (ZipArchiveEntry entry; (entry = next(zip, rest)) != null; ) {
                lastModified =
                        Math.max(lastModified, entry.getLastModifiedTime().to(TimeUnit.SECONDS));
                add(zip, entry, entries);
                rest = rest(file, entry.getDataOffset() + zip.getCompressedCount());
            }
        }
        return lastModified;
    }

    /** The beginning of what follows the data that end at {@code offset}, up to the next header. */
    private static String rest(Path file, long offset) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            return ByteText.of(in.readNBytes(LARGEST_DESCRIPTOR + DIRECTORY.length()));
        }
    }

    /** Null at the end: where the directory begins, whole or not, or where nothing follows. */
    private static @Nullable ZipArchiveEntry next(ZipArchiveInputStream zip, String rest) {
        try {
            ZipArchiveEntry entry = zip.getNextEntry();
            if (entry == null && rest.contains(FILE) && !rest.contains(DIRECTORY)) {
                throw new StoreException(HEADER_CUT);
            }
            return entry;
        } catch (IOException e) {
            if (rest.contains(DIRECTORY)) {
                return null;
            }
            throw new StoreException(HEADER_CUT, e);
        }
    }

    private static void add(ZipArchiveInputStream zip, ZipArchiveEntry entry, ArchiveEntries entries)
            throws IOException {
        String name = ZipReader.name(entry, entry.getPlatform());
        TreePath path = TreePath.of(name);
        if (!zip.canReadEntryData(entry)) {
            throw ZipReader.unreadable(name);
        }
        InputStream content = new Content(zip, entry.getMethod() == ZipArchiveEntry.STORED);
        if (name.endsWith("/")) {
            // Even nothing may be compressed to something.
            content.transferTo(OutputStream.nullOutputStream());
            entries.directory(path);
        } else {
            entries.file(path, false, content);
        }
    }

    /** The content of one file, whose failures are those of the archive and not of what is written. */
    private static final class Content extends FilterInputStream {
        private final boolean stored;

        private Content(InputStream zip, boolean stored) {
            super(zip);
            this.stored = stored;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                String problem = stored
                        ? "Truncated ZIP file data"
                        : "ZIP decompression failed (" + (e instanceof ZipException ? -3 : -5) + ")";
                throw new StoreException("cannot read file from tarball: " + problem, e);
            }
        }
    }
}
