package io.github.nix4j.flake.unsaved;

import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of local files that are not on the disk, such as the buffers of an editor: flakes are fetched, locked and evaluated
 * as if they had been saved. Thread-safe, and changed while in use; a loader sees a change after its {@code forget}, an
 * evaluator after its {@code refresh}.
 *
 * <p>A file counts as changed when it was put here, and keeps its permission to be executed. A new file in a Git repository is
 * seen once Git tracks it, as on the disk. A path that leads through symbolic links means the file that they lead to.
 *
 * <pre>{@code
 * UnsavedFiles unsaved = new UnsavedFiles();
 * FlakeLoader loader = FlakeLoader.builder(project).unsaved(unsaved).build();
 * unsaved.put(project.resolve("flake.nix"), editor.text());
 * }</pre>
 */
public final class UnsavedFiles {
    private final InstantSource clock;
    private final Map<TreePath, Change> changes = new HashMap<>();
    /** The whole disk with {@link #changes}; null if it was not asked for since the last of them. */
    private volatile @Nullable SourceTree whole;

    /**
     * What became of a file.
     *
     * @param content null if it was deleted
     * @param modified when, in seconds since 1970
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Change(byte @Nullable [] content, long modified) {}

    /** No changes yet; those to come happen when this machine's clock says. */
    public UnsavedFiles() {
        this(InstantSource.system());
    }

    /** @param clock tells when a change happens: Nix knows a directory's date by its newest file */
    public UnsavedFiles(InstantSource clock) {
        this.clock = clock;
    }

    /** The file has this text (in UTF-8), whether or not it is on the disk. Its directory may be missing too. */
    public void put(Path file, String text) {
        put(file, ByteText.bytes(ByteText.fromUnicode(text)));
    }

    /** The file has this content (which is copied), whether or not it is on the disk. Its directory may be missing too. */
    public void put(Path file, byte[] content) {
        change(real(file), new Change(content.clone(), clock.instant().getEpochSecond()));
    }

    /** The file, link or directory is gone. */
    public void delete(Path file) {
        change(entry(file), new Change(null, clock.instant().getEpochSecond()));
    }

    /** The disk counts again for this file: it was saved, or its changes were dropped. */
    public synchronized void revert(Path file) {
        changes.remove(real(file));
        changes.remove(entry(file));
        whole = null;
    }

    /** The disk counts again for every file. */
    public synchronized void clear() {
        changes.clear();
        whole = null;
    }

    private synchronized void change(TreePath file, Change change) {
        changes.put(file, change);
        whole = null;
    }

    /** Whether {@code file} is other here than on the disk. */
    public synchronized boolean changes(Path file) {
        return !changes.isEmpty() && (changes.containsKey(real(file)) || changes.containsKey(entry(file)));
    }

    /**
     * The files below {@code directory} (or that file itself) as they are now: later changes here do not show in the tree, those
     * on the disk do.
     */
    public SourceTree over(Path directory) {
        SourceTree disk = DiskTree.of(directory);
        synchronized (this) {
            if (changes.isEmpty()) {
                // Links need not be followed to find what is unsaved here.
                return disk;
            }
        }
        TreePath root = real(directory);
        Map<TreePath, Change> here = new HashMap<>();
        synchronized (this) {
            changes.forEach((file, change) -> {
                if (file.startsWith(root)) {
                    here.put(file.relativeTo(root), change);
                } else if (change.content() == null && root.startsWith(file)) {
                    here.put(TreePath.ROOT, change);
                }
            });
        }
        return here.isEmpty() ? disk : new UnsavedTree(disk, here);
    }

    /** All files of the disk, for an evaluator that may read any. Changes show in it at once. */
    public SourceTree overDisk() {
        return new LiveTree(this);
    }

    /** The whole disk as it is now, which is the same tree until something changes here. */
    SourceTree whole() {
        SourceTree known = whole;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            SourceTree made = over(DiskTree.whole().physical(TreePath.ROOT));
            whole = made;
            return made;
        }
    }

    /** Whether there is anything at {@code file}. */
    public boolean exists(Path file) {
        return stat(file) != null;
    }

    /** Whether there is a directory at {@code file}; a link to one is none. */
    public boolean isDirectory(Path file) {
        Stat stat = stat(file);
        return stat != null && stat.type() == FileType.DIRECTORY;
    }

    private @Nullable Stat stat(Path file) {
        try {
            return over(file).stat(TreePath.ROOT);
        } catch (IOException e) {
            // What cannot be looked at is not there, as for java.nio.file.Files.
            return null;
        }
    }

    /** The place of a file after following all links, even where it or its directory is not on the disk. */
    private static TreePath real(Path file) {
        try {
            return TreePath.of(LocalPaths.toText(file.toRealPath()));
        } catch (IOException e) {
            return entry(file);
        }
    }

    /** The place of a file after following the links to its directory. */
    private static TreePath entry(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        TreePath plain = TreePath.of(LocalPaths.toText(absolute));
        return parent == null ? plain : real(parent).child(plain.name());
    }
}
