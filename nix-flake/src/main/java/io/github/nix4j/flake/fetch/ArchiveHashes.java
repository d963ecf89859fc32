package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.WholeFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.nar.NarHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the hashes of large trees by what else identifies their content for ever, such as the name of a Git tree: they need
 * not be read again to be hashed. A folder with a small file for each; several processes may use one. What is damaged counts as
 * absent, and what cannot be written is not. Thread-safe.
 */
public final class ArchiveHashes {
    /** Nothing is remembered. */
    public static final ArchiveHashes NONE = new ArchiveHashes(null);

    /** Smaller trees are read as fast as a file is found. */
    private static final long SMALLEST = 1 << 20;

    private static final int MOST_FILES = 4096;

    private final @Nullable Path folder;

    private ArchiveHashes(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Hashes that are kept in {@code folder}, which is made when the first one is. */
    public static ArchiveHashes in(Path folder) {
        return new ArchiveHashes(folder);
    }

    /** The hash of the tree that {@code identity} names; null if it is not known. */
    @Nullable
    NarHash find(String identity) {
        if (folder == null) {
            return null;
        }
        try {
            String[] words = ByteText.of(Files.readAllBytes(folder.resolve(identity)))
                    .stripTrailing()
                    .split(" ");
            return words.length == 2 ? new NarHash(Hash.parseSri(words[0]), Long.parseLong(words[1])) : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | StoreException | NumberFormatException e) {
            // As good as absent: it is written again.
            return null;
        }
    }

    /** Whether it is worth the while to remember the hash of a tree of this size. */
    boolean wants(NarHash archive) {
        return folder != null && archive.size() >= SMALLEST;
    }

    /** Remembers the hash of the tree that {@code identity} names. */
    void put(String identity, NarHash archive) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            String text = archive.hash().sri() + " " + archive.size() + "\n";
            WholeFile.write(folder.resolve(identity), ByteText.bytes(text));
            removeOldest(folder);
        } catch (IOException e) {
            // The next run reads the tree again.
            return;
        }
    }

    private static void removeOldest(Path folder) throws IOException {
        record Aged(Path file, FileTime written) {}
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        if (files.size() <= MOST_FILES) {
            return;
        }
        List<Aged> aged = new ArrayList<>();
        for (Path file : files) {
            aged.add(new Aged(file, Files.getLastModifiedTime(file)));
        }
        aged.sort(Comparator.comparing(Aged::written));
        // Half of them, so that this is seldom done.
        for (Aged old : aged.subList(0, aged.size() / 2)) {
            Files.deleteIfExists(old.file());
        }
    }
}
