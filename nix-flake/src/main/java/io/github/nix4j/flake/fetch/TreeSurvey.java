package io.github.nix4j.flake.fetch;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be told of a tree without reading its files. */
final class TreeSurvey {
    /** From this size on, hashing files takes long enough to wait with it until somebody wants the hash: some 50 ms. */
    private static final long LARGE = 16 << 20;

    private final SourceTree tree;
    private final boolean untilLarge;
    private long bytes;
    private long newest;

    private TreeSurvey(SourceTree tree, boolean untilLarge) {
        this.tree = tree;
        this.untilLarge = untilLarge;
    }

    /** Looks at all entries. */
    static TreeSurvey of(SourceTree tree) throws IOException {
        TreeSurvey survey = new TreeSurvey(tree, false);
        survey.add(TreePath.ROOT);
        return survey;
    }

    /** Whether there are many bytes in the files of {@code tree}, as far as it tells without reading them. */
    static boolean isLarge(SourceTree tree) throws IOException {
        TreeSurvey survey = new TreeSurvey(tree, true);
        survey.add(TreePath.ROOT);
        return survey.isLarge();
    }

    boolean isLarge() {
        return bytes >= LARGE;
    }

    /** When the newest entry was changed, in seconds since 1970. */
    long newest() {
        return newest;
    }

    private void add(TreePath path) throws IOException {
        Stat stat = tree.stat(path);
        if (stat == null) {
            // Gone since its directory was listed.
            return;
        }
        newest = Math.max(newest, stat.mtime());
        if (stat.type() == FileType.REGULAR) {
            bytes += Math.max(0, stat.size());
        } else if (stat.type() == FileType.DIRECTORY) {
            for (String name : tree.list(path)) {
                if (untilLarge && isLarge()) {
                    return;
                }
                add(path.child(name));
            }
        }
    }

    /** Throws as writing the archive of {@code tree} would throw, as far as that can be told without reading. */
    static void checkCopy(SourceTree tree) throws IOException {
        checkCopy(tree, TreePath.ROOT);
    }

    private static void checkCopy(SourceTree tree, TreePath path) throws IOException {
        Stat stat = tree.stat(path);
        if (stat == null) {
            throw new StoreException("path '" + tree.display(path) + "' does not exist");
        }
        switch (stat.type()) {
            case REGULAR -> {
                Path file = tree.physical(path);
                if (file != null && !Files.isReadable(file)) {
                    throw new AccessDeniedException(file.toString());
                }
            }
            case DIRECTORY -> {
                for (String name : tree.list(path)) {
                    checkCopy(tree, path.child(name));
                }
            }
            case SYMLINK -> tree.readLink(path);
            default -> throw new StoreException("file '" + tree.display(path) + "' has an unsupported type");
        }
    }
}
