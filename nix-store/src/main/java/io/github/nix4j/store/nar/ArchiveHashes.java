package io.github.nix4j.store.nar;

import io.github.nix4j.store.tree.DiskState;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the hashes of trees by what else identifies their content: the name of a Git tree, or what the file system says
 * of files on the disk ({@link DiskState}). They need not be read again to be hashed. All are in a file of at
 * most 1.3 MB in a folder, which several processes may use, also of other versions, which have files of their own; where there is no
 * more room, large trees stay. What is damaged counts as absent. Thread-safe.
 */
public final class ArchiveHashes {
    /** Nothing is remembered. */
    public static final ArchiveHashes NONE = new ArchiveHashes(null, Clock.systemUTC());

    /** Smaller trees are read as fast as the name of a Git tree is found. */
    private static final long SMALLEST = 1 << 20;

    /** Smaller files are read as fast as they are looked at; folders have to be looked at to be read. */
    private static final long SMALLEST_FILE = 1 << 12;

    private final @Nullable ArchiveHashTable table;
    private final Clock clock;

    private ArchiveHashes(@Nullable ArchiveHashTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Hashes that are kept in {@code folder}, which is made when the first one is. */
    public static ArchiveHashes in(Path folder) {
        return in(folder, Clock.systemUTC());
    }

    /** @param clock that by which files on the disk are dated */
    public static ArchiveHashes in(Path folder, Clock clock) {
        return new ArchiveHashes(ArchiveHashTable.in(folder), clock);
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

    /** The same, where it is read by {@code reading}, which gives a SHA-256, if it has to be. */
    public NarHash hash(SourceTree tree, TreePath path, Reading reading) throws IOException {
        DiskState state = table == null ? null : state(tree, path);
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
        boolean mayBeKnown = stat != null && (stat.type() == FileType.DIRECTORY || stat.size() >= SMALLEST_FILE);
        Path place = mayBeKnown ? tree.physical(path) : null;
        DiskState state = place == null ? null : stateOf(place);
        // A tree that remembers tells of what was there: by now the disk may stand for something else.
        return state == null || state.mayHaveChangedSince(tree.rememberedSince(path)) ? null : state;
    }

    /** What identifies the files at {@code place} on the disk; null if nothing is remembered, or the file system does not tell. */
    public @Nullable DiskState stateOf(Path place) {
        return table == null ? null : DiskState.of(place, clock);
    }

    /** The hash of the tree that {@code identity} names; null if it is not known. */
    public @Nullable NarHash find(String identity) {
        return table == null ? null : table.find(identity);
    }

    /** Whether it is worth the while to remember the hash of a tree of this size. */
    public boolean wants(NarHash archive) {
        return table != null && archive.size() >= SMALLEST;
    }

    /**
     * Remembers the hash of the tree that {@code identity} names for ever.
     *
     * @throws IllegalArgumentException if it is no SHA-256
     */
    public void put(String identity, NarHash archive) {
        if (table == null) {
            return;
        }
        try {
            table.put(identity, archive);
        } catch (IOException e) {
            // Other processes read the tree again.
            return;
        }
    }
}
