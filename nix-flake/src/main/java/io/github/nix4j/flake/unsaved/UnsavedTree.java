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
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A tree with some files changed. Unlike an overlay of two trees it has dates: a file's is that of its change, and a directory
 * is as new as the newest entry that was made or deleted in it.
 */
final class UnsavedTree implements SourceTree {
    private static final SortedSet<String> NONE = Collections.emptySortedSet();

    private final SourceTree disk;
    private final Map<TreePath, UnsavedFiles.Change> changes;
    private final Map<TreePath, SortedSet<String>> added = new HashMap<>();

    /** For each file with content here, and what is above it, when the first at or below it was changed: it is made then. */
    private final Map<TreePath, Long> made = new HashMap<>();

    /** The names of what was deleted in a directory. */
    private final Map<TreePath, SortedSet<String>> deleted = new HashMap<>();

    /** All that has a change below it. */
    private final Set<TreePath> above = new HashSet<>();

    UnsavedTree(SourceTree disk, Map<TreePath, UnsavedFiles.Change> changes) {
        this.disk = disk;
        this.changes = changes;
        changes.forEach((file, change) -> {
            TreePath parent = file.parent();
            if (change.content() != null) {
                enter(file, change.modified());
            } else if (parent != null) {
                deleted.computeIfAbsent(parent, key -> new TreeSet<>()).add(file.name());
            }
            for (; parent != null && above.add(parent); parent = parent.parent()) {}
        });
    }

    private void enter(TreePath file, long modified) {
        made.merge(file, modified, Math::min);
        TreePath parent = file.parent();
        if (parent != null) {
            added.computeIfAbsent(parent, key -> new TreeSet<>()).add(file.name());
            enter(parent, modified);
        }
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
        if (added.containsKey(path)) {
            long before = saved != null && saved.type() == FileType.DIRECTORY ? saved.mtime() : 0;
            return new Stat(FileType.DIRECTORY, false, 0, newest(path, before));
        }
        return saved == null || saved.type() != FileType.DIRECTORY
                ? saved
                : new Stat(FileType.DIRECTORY, false, saved.size(), newest(path, saved.mtime()));
    }

    /** The date of a directory: that on the disk, unless an entry was made or deleted here since. */
    private long newest(TreePath directory, long saved) throws IOException {
        long newest = saved;
        boolean shown = diskShows(directory);
        for (String name : added.getOrDefault(directory, NONE)) {
            TreePath file = directory.child(name);
            if (!shown || disk.stat(file) == null) {
                newest = Math.max(newest, made.getOrDefault(file, saved));
            }
        }
        for (String name : deleted.getOrDefault(directory, NONE)) {
            TreePath file = directory.child(name);
            UnsavedFiles.Change change = changes.get(file);
            if (change != null && disk.stat(file) != null) {
                newest = Math.max(newest, change.modified());
            }
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
        TreeSet<String> names = new TreeSet<>(added.getOrDefault(path, NONE));
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
        return diskShows(path) && !above.contains(path) ? disk.physical(path) : null;
    }

    @Override
    public long rememberedSince(TreePath path) {
        return disk.rememberedSince(path);
    }
}
