package io.github.nix4j.store.nar;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.FreshName;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.tree.DiskState;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the hashes of large trees by what else identifies their content: the name of a Git tree, or what the file system says
 * of files on the disk ({@link DiskState}). They need not be read again to be hashed. A folder with a small file for each; several
 * processes may use one. What is damaged counts as absent, and what cannot be written is not. Thread-safe.
 */
public final class ArchiveHashes {
    /** Nothing is remembered. */
    public static final ArchiveHashes NONE = new ArchiveHashes(null, Clock.systemUTC());

    /** Smaller trees are read as fast as a file is found. */
    private static final long SMALLEST = 1 << 20;

    /** The same, where what identifies a tree is found by looking at its entries, as reading it would have to. */
    private static final long SMALLEST_ON_DISK = 1 << 16;

    private static final int MOST_FILES = 4096;

    private final @Nullable Path folder;
    private final Clock clock;

    private ArchiveHashes(@Nullable Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Hashes that are kept in {@code folder}, which is made when the first one is. */
    public static ArchiveHashes in(Path folder) {
        return in(folder, Clock.systemUTC());
    }

    /** @param clock that by which files on the disk are dated */
    public static ArchiveHashes in(Path folder, Clock clock) {
        return new ArchiveHashes(folder, clock);
    }

    /** Reads a tree to hash its archive. */
    public interface Reading {
        /** The hash of the tree's archive. */
        NarHash hash() throws IOException;
    }

    /**
     * The hash of what is at {@code path}. It is read, unless it lies on the disk just as it did when it was last read.
     */
    public NarHash hash(SourceTree tree, TreePath path) throws IOException {
        return hash(tree, path, () -> NarWriter.hash(tree, path));
    }

    /** The same, where it is read by {@code reading} if it has to be. */
    public NarHash hash(SourceTree tree, TreePath path, Reading reading) throws IOException {
        DiskState state = folder == null ? null : state(tree, path);
        if (state == null) {
            return reading.hash();
        }
        NarHash known = find(state.name());
        if (known == null) {
            known = reading.hash();
            if (state.holds()) {
                put(state.name(), known);
            }
        }
        return known;
    }

    private @Nullable DiskState state(SourceTree tree, TreePath path) throws IOException {
        Stat stat = tree.stat(path);
        boolean mayBeLarge = stat != null && (stat.type() == FileType.DIRECTORY || stat.size() >= SMALLEST_ON_DISK);
        Path place = mayBeLarge ? tree.physical(path) : null;
        DiskState state = place == null ? null : stateOf(place);
        return state != null && state.bytes() >= SMALLEST_ON_DISK ? state : null;
    }

    /** What identifies the files at {@code place} on the disk; null if nothing is remembered, or the file system does not tell. */
    public @Nullable DiskState stateOf(Path place) {
        return folder == null ? null : DiskState.of(place, clock);
    }

    /** The hash of the tree that {@code identity} names, a file name; null if it is not known. */
    public @Nullable NarHash find(String identity) {
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
    public boolean wants(NarHash archive) {
        return folder != null && archive.size() >= SMALLEST;
    }

    /** Remembers the hash of the tree that {@code identity} names for ever. */
    public void put(String identity, NarHash archive) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            String text = archive.hash().sri() + " " + archive.size() + "\n";
            Path part = folder.resolve("." + identity + "." + FreshName.next());
            try {
                Files.write(part, ByteText.bytes(text));
                Files.move(part, folder.resolve(identity), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
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
