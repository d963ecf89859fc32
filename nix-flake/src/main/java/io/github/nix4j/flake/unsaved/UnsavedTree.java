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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A tree with some files changed. Unlike an overlay of two trees it has dates: a file's is that of its change, and a directory
 * is as new as the newest entry that was made or deleted in it.
 */
final class UnsavedTree implements SourceTree {
    private final SourceTree disk;
    private final Map<TreePath, UnsavedFiles.Change> changes;
    private final Map<TreePath, TreeSet<String>> added = new HashMap<>();

    UnsavedTree(SourceTree disk, Map<TreePath, UnsavedFiles.Change> changes) {
        this.disk = disk;
        this.changes = changes;
        changes.forEach((file, change) -> {
            if (change.content() != null) {
                enter(file);
            }
        });
    }

    private void enter(TreePath file) {
        TreePath parent = file.parent();
        if (parent != null) {
            added.computeIfAbsent(parent, key -> new TreeSet<>()).add(file.name());
            enter(parent);
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
        for (Map.Entry<TreePath, UnsavedFiles.Change> entry : changes.entrySet()) {
            TreePath file = entry.getKey();
            boolean deleted = entry.getValue().content() == null;
            for (TreePath parent = file.parent(); parent != null; file = parent, parent = file.parent()) {
                boolean made = !deleted && disk.stat(file) == null;
                if (parent.equals(directory) && (made || (deleted && disk.stat(file) != null))) {
                    newest = Math.max(newest, entry.getValue().modified());
                }
                if (!made) {
                    break;
                }
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
        TreeSet<String> names = new TreeSet<>(added.getOrDefault(path, new TreeSet<>()));
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
        boolean unchanged = diskShows(path) && changes.keySet().stream().noneMatch(file -> file.startsWith(path));
        return unchanged ? disk.physical(path) : null;
    }

    @Override
    public long rememberedSince(TreePath path) {
        return disk.rememberedSince(path);
    }
}
