package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The working directory of a repository as far as Git tracks it, with its files' current contents. */
final class TrackedTree implements SourceTree {
    private final SourceTree disk;
    private final String root;
    private final boolean link;
    private final Map<TreePath, TreeSet<String>> directories = new HashMap<>();
    private final Map<TreePath, Boolean> leaves = new HashMap<>();

    /** @param disk the working directory, or a link to it: then the link is what the whole tree is, as in Nix */
    TrackedTree(SourceTree disk, Collection<TreePath> files, Collection<TreePath> emptyDirectories) throws IOException {
        this.disk = disk;
        Stat whole = disk.stat(TreePath.ROOT);
        this.link = whole != null && whole.type() == FileType.SYMLINK;
        this.root = disk.display(TreePath.ROOT);
        directories.put(TreePath.ROOT, new TreeSet<>());
        for (TreePath file : files) {
            leaves.put(file, true);
            enter(file);
        }
        for (TreePath directory : emptyDirectories) {
            directories.computeIfAbsent(directory, key -> new TreeSet<>());
            enter(directory);
        }
    }

    private void enter(TreePath path) {
        TreePath parent = path.parent();
        if (parent == null) {
            return;
        }
        TreeSet<String> siblings = directories.get(parent);
        if (siblings == null) {
            siblings = new TreeSet<>();
            directories.put(parent, siblings);
            enter(parent);
        }
        siblings.add(path.name());
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        if (directories.containsKey(path)) {
            return link && path.isRoot() ? Stat.SYMLINK : Stat.DIRECTORY;
        }
        return leaves.containsKey(path) ? disk.stat(path) : null;
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return disk.open(tracked(path));
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        return disk.readFile(tracked(path));
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        TreeSet<String> names = directories.get(path);
        if (names == null) {
            throw absent(path);
        }
        return List.copyOf(names);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return disk.readLink(tracked(path));
    }

    private TreePath tracked(TreePath path) throws IOException {
        if (!leaves.containsKey(path) && !directories.containsKey(path)) {
            throw absent(path);
        }
        return path;
    }

    private FlakeException absent(TreePath path) throws IOException {
        return new FlakeException(whyAbsent(path));
    }

    @Override
    public String whyAbsent(TreePath path) throws IOException {
        String name = path.text().substring(1);
        return disk.stat(path) == null
                ? "Path '" + name + "' does not exist in Git repository \"" + root + "\"."
                : "Path '" + name + "' in the repository \"" + root + "\" is not tracked by Git.\n\n"
                        + "To make it visible to Nix, run:\n\ngit -C \"" + root + "\" add \"" + name + "\"";
    }

    @Override
    public String display(TreePath path) {
        return path.isRoot() ? disk.display(path) + "/" : disk.display(path);
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        // A directory on the disk may hold more than what is tracked.
        return leaves.containsKey(path) ? disk.physical(path) : null;
    }

    @Override
    public long rememberedSince(TreePath path) {
        return disk.rememberedSince(path);
    }
}
