package io.github.nix4j.store.nar;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashingOutputStream;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes trees as Nix archives. */
public final class NarWriter {
    /** Files up to this size are read whole, which is cheaper than a stream. */
    private static final int SMALL_FILE = 1 << 16;

    /** What an archive of one file has besides the content and its padding. */
    private static final long FILE_OVERHEAD = 120;

    private final SourceTree tree;
    private final TreeFilter filter;
    private final NarOutput out;

    /** Is told what is written; its paths begin at what is written. */
    private final @Nullable NarSink copy;

    private NarWriter(SourceTree tree, TreeFilter filter, ArchiveTarget target, @Nullable NarSink copy) {
        this.tree = tree;
        this.filter = filter;
        this.out = new NarOutput(target);
        this.copy = copy;
    }

    /** Writes all of what is at {@code path}. */
    public static void write(SourceTree tree, TreePath path, OutputStream target) throws IOException {
        write(tree, path, TreeFilter.ALL, target);
    }

    /**
     * Writes what {@code filter} takes of what is at {@code path}. Neither flushes nor closes {@code target}. Throws
     * {@link StoreException} for what an archive cannot hold, {@link IOException} when the tree cannot be read.
     */
    public static void write(SourceTree tree, TreePath path, TreeFilter filter, OutputStream target)
            throws IOException {
        new NarWriter(tree, filter, NarOutput.to(target), null).archive(path);
    }

    private void archive(TreePath path) throws IOException {
        out.string(NarFormat.MAGIC);
        node(path, TreePath.ROOT, 0);
        out.flush();
    }

    /** Writes the archive of one regular, not executable file. */
    public static void writeFile(byte[] content, OutputStream target) throws IOException {
        NarOutput out = new NarOutput(NarOutput.to(target), content.length + FILE_OVERHEAD);
        out.string(NarFormat.MAGIC);
        for (String tag : new String[] {"(", "type", "regular", "contents"}) {
            out.string(tag);
        }
        out.bytes(content);
        out.string(")");
        out.flush();
    }

    /** The SHA-256 and size of the archive of one regular, not executable file. */
    public static NarHash hashFile(byte[] content) {
        HashingOutputStream hashing = new HashingOutputStream(HashAlgorithm.SHA256);
        try {
            writeFile(content, hashing);
        } catch (IOException e) {
            throw new UncheckedIOException("hashing does no input or output", e);
        }
        return new NarHash(hashing.finish(), hashing.count());
    }

    /** The SHA-256 and size of the archive of what is at {@code path}. */
    public static NarHash hash(SourceTree tree, TreePath path) throws IOException {
        return hash(tree, path, TreeFilter.ALL);
    }

    /** The SHA-256 and size of the archive of what {@code filter} takes. */
    public static NarHash hash(SourceTree tree, TreePath path, TreeFilter filter) throws IOException {
        return hash(tree, path, filter, HashAlgorithm.SHA256);
    }

    /** The hash and size of the archive of what {@code filter} takes. */
    public static NarHash hash(SourceTree tree, TreePath path, TreeFilter filter, HashAlgorithm algorithm)
            throws IOException {
        return hash(tree, path, filter, algorithm, null);
    }

    /**
     * The SHA-256 and size of the archive of what {@code filter} takes. In the same reading {@code copy} is told what is in it, with
     * offsets of 0.
     */
    public static NarHash hashAndCopy(SourceTree tree, TreePath path, TreeFilter filter, NarSink copy)
            throws IOException {
        return hash(tree, path, filter, HashAlgorithm.SHA256, copy);
    }

    private static NarHash hash(
            SourceTree tree, TreePath path, TreeFilter filter, HashAlgorithm algorithm, @Nullable NarSink copy)
            throws IOException {
        try (ArchiveHasher hasher = new ArchiveHasher(algorithm)) {
            new NarWriter(tree, filter, hasher, copy).archive(path);
            return hasher.finish();
        }
    }

    /** @param to where it is in the archive; the root if nobody is told */
    private void node(TreePath path, TreePath to, int depth) throws IOException {
        if (depth >= NarFormat.MAX_DEPTH) {
            throw new StoreException(
                    "path '" + tree.display(path) + "' exceeds maximum NAR directory depth of " + NarFormat.MAX_DEPTH);
        }
        Stat stat = tree.stat(path);
        if (stat == null) {
            throw new StoreException("path '" + tree.display(path) + "' does not exist");
        }
        out.string("(");
        out.string("type");
        if (stat.type() == FileType.REGULAR) {
            out.string("regular");
            if (stat.executable()) {
                out.string("executable");
                out.string("");
            }
            out.string("contents");
            contents(path, to, stat);
        } else if (stat.type() == FileType.DIRECTORY) {
            out.string("directory");
            if (copy != null) {
                copy.directory(to);
            }
            for (String name : tree.list(path)) {
                TreePath entry = path.child(name);
                if (filter.accept(entry)) {
                    entry(name, entry, copy == null ? to : to.child(name), depth + 1);
                }
            }
        } else if (stat.type() == FileType.SYMLINK) {
            out.string("symlink");
            out.string("target");
            String target = tree.readLink(path);
            out.string(target);
            if (copy != null) {
                copy.symlink(to, target);
            }
        } else {
            throw new StoreException("file '" + tree.display(path) + "' has an unsupported type");
        }
        out.string(")");
    }

    private void entry(String name, TreePath path, TreePath to, int depth) throws IOException {
        out.string("entry");
        out.string("(");
        out.string("name");
        out.string(name);
        out.string("node");
        node(path, to, depth);
        out.string(")");
    }

    private void contents(TreePath path, TreePath to, Stat stat) throws IOException {
        if (stat.size() <= SMALL_FILE) {
            byte[] content = tree.readFile(path);
            out.bytes(content);
            if (copy != null) {
                copy.regularFile(to, stat.executable(), content.length, 0, new ByteArrayInputStream(content));
            }
            return;
        }
        out.number(stat.size());
        try (InputStream in = tree.open(path)) {
            ArchivedContent content = new ArchivedContent(in, stat.size(), out);
            if (copy != null) {
                copy.regularFile(to, stat.executable(), stat.size(), 0, content);
            }
            if (!content.finish()) {
                throw new IOException("file '" + ByteText.toUnicode(tree.display(path)) + "' shrank while it was read");
            }
        }
        out.pad(stat.size());
    }
}
