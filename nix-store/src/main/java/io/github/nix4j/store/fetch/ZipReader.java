package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads zip archives, with the modes and links that Unix programs put into them. */
final class ZipReader {
    private static final int OWNER_EXECUTE = 0100;

    private static final int LARGEST_PACKED_TARGET = 1 << 16;
    /** About where libarchive gives up, which depends on how the target was compressed. No store object has one of this length. */
    private static final int LARGEST_TARGET = 1 << 17;

    private ZipReader() {}

    /**
     * Reads all of {@code file} and gives the newest modification time in it, at least 0. Where the directory at its end is
     * missing, it is read from its beginning.
     */
    static long read(Path file, ArchiveEntries entries) throws IOException {
        long lastModified = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                ZipFile zip = open(channel)) {
            if (zip == null) {
                return ZipStreamReader.read(file, entries);
            }
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                lastModified =
                        Math.max(lastModified, entry.getLastModifiedTime().to(TimeUnit.SECONDS));
                add(zip, entry, entries);
            }
        }
        return lastModified;
    }

    private static @Nullable ZipFile open(FileChannel channel) {
        try {
            return ZipFile.builder().setSeekableByteChannel(channel).get();
        } catch (IOException e) {
            // No directory, or a broken one; a disk that cannot be read will say so again.
            return null;
        }
    }

    private static void add(ZipFile zip, ZipArchiveEntry entry, ArchiveEntries entries) throws IOException {
        String name = name(entry, entry.getVersionRequired() >> Byte.SIZE);
        TreePath path = TreePath.of(name);
        if (name.endsWith("/")) {
            entries.directory(path);
            return;
        }
        if (!zip.canReadEntryData(entry)) {
            throw unreadable(name);
        }
        try (InputStream content = zip.getInputStream(entry)) {
            if (entry.isUnixSymlink()) {
                entries.symlink(path, target(entry, content));
            } else {
                entries.file(path, (entry.getUnixMode() & OWNER_EXECUTE) != 0, content);
            }
        }
    }

    /** What a link leads to: no archive of a few bytes is to fill the memory with it. */
    private static String target(ZipArchiveEntry entry, InputStream content) throws IOException {
        if (entry.getCompressedSize() > LARGEST_PACKED_TARGET) {
            throw new StoreException("failed to extract archive (Zip file with oversized link entry)");
        }
        byte[] target = content.readNBytes(LARGEST_TARGET + 1);
        if (target.length > LARGEST_TARGET) {
            throw new StoreException("failed to extract archive (Read error skipping symlink target name)");
        }
        return ByteText.of(target);
    }

    /**
     * The entry's name as byte text. Some programs write backslashes between the names of folders.
     *
     * @param system where the archive was made, as the header before the file says: 0 for DOS and Windows
     */
    static String name(ZipArchiveEntry entry, int system) {
        byte[] raw = entry.getRawName();
        String name = raw == null ? ByteText.fromUnicode(entry.getName()) : ByteText.of(raw);
        return system == 0 && name.indexOf('/') < 0 ? name.replace('\\', '/') : name;
    }

    static StoreException unreadable(String name) {
        return new StoreException(
                "cannot read file from tarball: '" + name + "' is encrypted or compressed by an unknown method");
    }
}
