package io.github.nix4j.store.fetch;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.nar.NarListing;
import io.github.nix4j.store.nar.PackedTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the entries of an archive, in whatever order they come, with their contents in one file. Names never reach the
 * disk, so none can lead out of the tree; what would lie below a link or a file is refused.
 *
 * <p>Of entries with the same name C++ Nix keeps this: directories come first, wherever they are in the archive. A file replaces
 * what is there, but for the archive's first one, which like links only takes a name that is free. Hard links come last, by
 * name, and of two with one name the later.
 */
final class ArchiveEntries implements AutoCloseable {
    private static final int COPY_SIZE = 1 << 16;
    private static final Comparator<TreePath> BY_COMPONENTS =
            Comparator.comparing(path -> path.text().replace('/', '\0'));

    private final Path spool;
    private final OutputStream out;
    private final long maxSize;
    private final NarListing.Directory root = new NarListing.Directory(new TreeMap<>());
    private final byte[] buffer = new byte[COPY_SIZE];
    private final List<Named> named = new ArrayList<>();
    private final SortedMap<TreePath, TreePath> hardLinks = new TreeMap<>(BY_COMPONENTS);
    private boolean hasFile;
    private long written;

    /** A file or link that waits until all directories are known. */
    private record Named(TreePath path, NarListing entry, boolean replaces) {}

    /**
     * @param spool the file for contents
     * @param maxSize how many bytes all files may have together
     */
    ArchiveEntries(Path spool, long maxSize) throws IOException {
        this.spool = spool;
        this.out = Files.newOutputStream(spool);
        this.maxSize = maxSize;
    }

    void directory(TreePath path) {
        makeDirectory(path, path);
    }

    void file(TreePath path, boolean executable, InputStream content) throws IOException {
        long start = written;
        for (int n; (n = content.read(buffer)) >= 0; ) {
            written += n;
            if (written > maxSize) {
                throw new StoreException("the archive holds more than " + maxSize + " bytes");
            }
            out.write(buffer, 0, n);
        }
        named.add(new Named(path, new NarListing.Regular(written - start, executable, start), hasFile));
        hasFile = true;
    }

    void symlink(TreePath path, String target) {
        named.add(new Named(path, new NarListing.Symlink(target), false));
    }

    /** Another name for what the archive has at {@code target}, before or after this; the root's is none. */
    void hardLink(TreePath path, TreePath target) {
        if (!target.isRoot()) {
            hardLinks.put(path, target);
        }
    }

    private void complete() {
        for (Named each : named) {
            put(each.path(), each.entry(), each.replaces());
        }
        named.clear();
        hardLinks.forEach((path, target) -> {
            try {
                put(path, linked(target), false);
            } catch (StoreException e) {
                throw e.during("while creating a hard link from '" + path.text() + "' to '" + target.text() + "'");
            }
        });
        hardLinks.clear();
    }

    private void put(TreePath path, NarListing entry, boolean replaces) {
        SortedMap<String, NarListing> entries = parent(path);
        if (replaces) {
            entries.put(path.name(), entry);
        } else {
            entries.putIfAbsent(path.name(), entry);
        }
    }

    private NarListing linked(TreePath target) {
        NarListing found = root;
        for (String name : target.components()) {
            if (!(found instanceof NarListing.Directory directory)) {
                throw new StoreException("path '" + target.text() + "' has a non-directory parent");
            }
            found = directory.entries().get(name);
            if (found == null) {
                throw new StoreException("path '" + target.text() + "' does not exist");
            }
        }
        if (found instanceof NarListing.Directory) {
            throw new StoreException("cannot create a hard link to a directory");
        }
        return found;
    }

    private SortedMap<String, NarListing> parent(TreePath path) {
        TreePath parent = path.parent();
        if (parent == null) {
            throw new StoreException("the archive has a file without a name");
        }
        checkName(path.name());
        return makeDirectory(parent, path).entries();
    }

    private NarListing.Directory makeDirectory(TreePath path, TreePath entry) {
        NarListing.Directory here = root;
        for (String name : path.components()) {
            checkName(name);
            NarListing next = here.entries().computeIfAbsent(name, n -> new NarListing.Directory(new TreeMap<>()));
            if (!(next instanceof NarListing.Directory directory)) {
                throw new StoreException("file '" + entry.text() + "' in tarball collides with '" + name
                        + "', which is not a directory");
            }
            here = directory;
        }
        return here;
    }

    /** C++ Nix keeps unpacked archives as Git trees, which cannot have such names. */
    private static void checkName(String name) {
        if (name.equalsIgnoreCase(".git") || name.equalsIgnoreCase("git~1")) {
            throw new StoreException("adding a file to a tree builder: failed to insert entry:"
                    + " invalid name for a tree entry - " + name + " (libgit2 error code = 14)");
        }
    }

    /**
     * What was collected, to be used before this is closed. If it is one directory only, that directory's content.
     */
    PackedTree tree() throws IOException {
        out.flush();
        complete();
        NarListing top = root;
        if (root.entries().size() == 1) {
            Map.Entry<String, NarListing> only =
                    root.entries().entrySet().iterator().next();
            top = only.getValue() instanceof NarListing.Directory directory ? directory : root;
        }
        return PackedTree.of(spool, top);
    }

    /** As {@link #tree}, with everything where the archive has it. */
    PackedTree wholeTree() throws IOException {
        out.flush();
        complete();
        return PackedTree.of(spool, root);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(spool);
    }
}
