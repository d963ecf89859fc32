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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the entries of an archive, in whatever order they come, with their contents in one file. Names never reach the
 * disk, so none can lead out of the tree; what would lie below a link or a file is refused. Where entries collide, what
 * C++ Nix keeps is kept.
 */
final class ArchiveEntries implements AutoCloseable {
    private static final int COPY_SIZE = 1 << 16;

    private final Path spool;
    private final OutputStream out;
    private final long maxSize;
    private final NarListing.Directory root = new NarListing.Directory(new TreeMap<>());
    private final byte[] buffer = new byte[COPY_SIZE];
    private long written;

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
        parent(path).put(path.name(), new NarListing.Regular(written - start, executable, start));
    }

    void symlink(TreePath path, String target) {
        SortedMap<String, NarListing> entries = parent(path);
        // C++ Nix keeps a directory that a link would replace, though not one that a file would.
        if (!(entries.get(path.name()) instanceof NarListing.Directory)) {
            entries.put(path.name(), new NarListing.Symlink(target));
        }
    }

    /** Another name for what is already at {@code target}. */
    void hardLink(TreePath path, TreePath target) {
        NarListing found = root;
        for (String name : target.components()) {
            found = found instanceof NarListing.Directory directory
                    ? directory.entries().get(name)
                    : null;
            if (found == null) {
                throw new StoreException("path '" + target.text() + "' does not exist");
            }
        }
        if (found instanceof NarListing.Directory) {
            throw new StoreException("file '" + path.text() + "' in tarball is a hard link to a directory");
        }
        parent(path).put(path.name(), found);
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
        return PackedTree.of(spool, root);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(spool);
    }
}
