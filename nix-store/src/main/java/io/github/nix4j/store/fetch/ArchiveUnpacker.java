package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashingOutputStream;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.nar.PackedTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns archives (tar with any compression, zip) into Nix archives, which keep names, modes and links exact on every file
 * system. A single directory at the top is stripped, as Nix does.
 */
public final class ArchiveUnpacker {
    /**
     * What an archive held.
     *
     * @param narHash hash and size of the Nix archive
     * @param lastModified the newest time in the archive, in seconds since 1970
     */
    public record Unpacked(NarHash narHash, long lastModified) {}

    private final long maxSize;

    /** @param maxSize how many bytes the files of one archive may have together */
    public ArchiveUnpacker(long maxSize) {
        this.maxSize = maxSize;
    }

    /**
     * Unpacks {@code archive} to the new Nix archive {@code nar}; throws {@link StoreException} if it is broken. Needs room
     * for a second file beside {@code nar} meanwhile.
     */
    public Unpacked unpack(Path archive, Path nar) throws IOException {
        return unpack(archive, nar, true, true);
    }

    /**
     * As {@link #unpack}, of an archive that C++ Nix reads from its beginning only, while it arrives. Of zip archives it
     * cannot know then what is a link or executable, which their end tells.
     */
    public Unpacked unpackStream(Path archive, Path nar) throws IOException {
        return unpack(archive, nar, true, false);
    }

    /** As {@link #unpack}, but keeps the one folder that holds all else if there is one. */
    public Unpacked unpackWhole(Path archive, Path nar) throws IOException {
        return unpack(archive, nar, false, true);
    }

    private Unpacked unpack(Path archive, Path nar, boolean inside, boolean fromEnd) throws IOException {
        Path spool = nar.resolveSibling(nar.getFileName() + ".spool");
        try (ArchiveEntries entries = new ArchiveEntries(spool, maxSize)) {
            long lastModified = isZip(archive) ? zip(archive, entries, fromEnd) : tar(archive, entries);
            try (PackedTree tree = inside ? entries.tree() : entries.wholeTree();
                    HashingOutputStream out = new HashingOutputStream(
                            HashAlgorithm.SHA256, new BufferedOutputStream(Files.newOutputStream(nar)))) {
                NarWriter.write(tree, TreePath.ROOT, out);
                out.flush();
                return new Unpacked(new NarHash(out.finish(), out.count()), lastModified);
            }
        }
    }

    private static long zip(Path archive, ArchiveEntries entries, boolean fromEnd) throws IOException {
        return fromEnd ? ZipReader.read(archive, entries) : ZipStreamReader.read(archive, entries);
    }

    private static boolean isZip(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            String start = ByteText.of(in.readNBytes(4));
            return start.equals("PK\3\4") || start.equals("PK\5\6");
        }
    }

    private static long tar(Path archive, ArchiveEntries entries) throws IOException {
        // Closed also where it is no archive.
        try (InputStream file = Files.newInputStream(archive);
                InputStream in = ArchiveStream.of(file)) {
            return TarReader.read(in, entries);
        }
    }
}
