package io.github.nix4j.flake.unsaved;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree with some files changed. Unlike an overlay of two trees it has dates: a file's is that of its change, and a directory
 * is as new as the newest entry that was made or deleted in it.
 */
final class UnsavedTree implements SourceTree {
    /** What changes in the second in which a directory got its date does not change that. */
    private static final long SECONDS_TO_SETTLE = 2;

    private static final long NEVER_MADE = Long.MAX_VALUE;
    private static final long NEVER_DELETED = Long.MIN_VALUE;
    private static final SortedMap<String, Entry> NONE = Collections.emptySortedMap();

    private final SourceTree disk;
    private final Map<TreePath, UnsavedFiles.Change> changes;
    private final Map<TreePath, SortedMap<String, Entry>> entries = new HashMap<>();

    private final Map<TreePath, List<String>> added = new HashMap<>();

    private final Map<TreePath, Dated> dates = new ConcurrentHashMap<>();

    /**
     * The date of a directory, which holds as long as the disk has the same one: an entry that comes or goes there changes it.
     * Whoever follows a path asks for each directory on the way.
     */
    private record Dated(long saved, long newest) {}

    /**
     * What a directory has that is changed, or has changes below it: one look-up for each place, however many changes there are.
     *
     * @param made when the first of the files was put that are at it or below it, in seconds since 1970; {@link #NEVER_MADE} if none was
     * @param deleted when it was deleted itself; {@link #NEVER_DELETED} if it was not
     */
    private record Entry(long made, long deleted) {
        Entry and(Entry other) {
            return new Entry(Math.min(made, other.made), Math.max(deleted, other.deleted));
        }
    }

    UnsavedTree(SourceTree disk, Map<TreePath, UnsavedFiles.Change> changes) {
        this.disk = disk;
        this.changes = changes;
        changes.forEach((file, change) -> {
            boolean put = change.content() != null;
            enter(file, put ? new Entry(change.modified(), NEVER_DELETED) : new Entry(NEVER_MADE, change.modified()));
        });
        entries.forEach((directory, here) -> {
            List<String> names = new ArrayList<>();
            here.forEach((name, entry) -> {
                if (entry.made() != NEVER_MADE) {
                    names.add(name);
                }
            });
            added.put(directory, names);
        });
    }

    private void enter(TreePath file, Entry change) {
        Entry entry = change;
        for (TreePath at = file, parent = at.parent(); parent != null; at = parent, parent = at.parent()) {
            entries.computeIfAbsent(parent, key -> new TreeMap<>()).merge(at.name(), entry, Entry::and);
            entry = new Entry(change.made(), NEVER_DELETED);
        }
    }

    /** The names of what was put into a directory, or below it. */
    private List<String> added(TreePath directory) {
        return added.getOrDefault(directory, List.of());
    }

    private byte @Nullable [] content(TreePath path) {
        UnsavedFiles.Change change = changes.get(path);
        return change == null ? null : change.content();
    }

    /** Whether the disk counts for {@code path}: no change is at it or above it. */
    private boolean diskShows(TreePath path) {
        for (@Nullable TreePath p = path; p != null; p = p.parent()) {
            if (changes.containsKey(p)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        UnsavedFiles.Change change = changes.get(path);
        if (change != null && change.content() != null) {
            Stat saved = disk.stat(path);
            boolean executable = saved != null && saved.executable();
            return new Stat(FileType.REGULAR, executable, change.content().length, change.modified());
        }
        Stat saved = diskShows(path) ? disk.stat(path) : null;
        if (!added(path).isEmpty()) {
            long before = saved != null && saved.type() == FileType.DIRECTORY ? saved.mtime() : 0;
            return new Stat(FileType.DIRECTORY, false, 0, newest(path, before));
        }
        return saved == null || saved.type() != FileType.DIRECTORY
                ? saved
                : new Stat(FileType.DIRECTORY, false, saved.size(), newest(path, saved.mtime()));
    }

    /**
     * The date of a directory: that on the disk, unless an entry was made or deleted here since.
     *
     * @param saved that on the disk; 0 if the directory is not there
     */
    private long newest(TreePath directory, long saved) throws IOException {
        SortedMap<String, Entry> here = entries.get(directory);
        if (here == null) {
            return saved;
        }
        Dated known = dates.get(directory);
        if (known != null && known.saved() == saved && saved != 0) {
            return known.newest();
        }
        long newest = saved;
        boolean shown = diskShows(directory);
        for (Map.Entry<String, Entry> entry : here.entrySet()) {
            Entry change = entry.getValue();
            if (shown && disk.stat(directory.child(entry.getKey())) != null) {
                newest = Math.max(newest, change.deleted());
            } else if (change.made() != NEVER_MADE) {
                newest = Math.max(newest, change.made());
            }
        }
        if (System.currentTimeMillis() / 1000 - saved > SECONDS_TO_SETTLE) {
            dates.put(directory, new Dated(saved, newest));
        }
        return newest;
    }

    private SourceTree saved(TreePath path) throws IOException {
        if (!diskShows(path)) {
            throw new NoSuchFileException(display(path));
        }
        return disk;
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        byte[] content = content(path);
        return content == null ? saved(path).open(path) : new ByteArrayInputStream(content);
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        byte[] content = content(path);
        return content == null ? saved(path).readFile(path) : content.clone();
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        TreeSet<String> names = new TreeSet<>(added(path));
        Stat saved = diskShows(path) ? disk.stat(path) : null;
        if (saved != null && saved.type() == FileType.DIRECTORY) {
            for (String name : disk.list(path)) {
                if (!changes.containsKey(path.child(name))) {
                    names.add(name);
                }
            }
        } else if (names.isEmpty()) {
            return saved(path).list(path);
        }
        return List.copyOf(names);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        if (content(path) != null) {
            throw new IOException("'" + ByteText.toUnicode(display(path)) + "' is not a symbolic link");
        }
        return saved(path).readLink(path);
    }

    @Override
    public String display(TreePath path) {
        return disk.display(path);
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        return diskShows(path) && !entries.containsKey(path) ? disk.physical(path) : null;
    }

    @Override
    public long rememberedSince(TreePath path) {
        return disk.rememberedSince(path);
    }
}
