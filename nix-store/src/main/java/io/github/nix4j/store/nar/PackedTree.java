package io.github.nix4j.store.nar;

import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree whose contents lie in one file, such as an archive: names, modes and links are exact on every file system, and
 * nothing is unpacked. The index is in memory. What is forgotten without being closed is closed with the garbage.
 */
public final class PackedTree implements SourceTree, Closeable {
    private final Path file;
    private final NarListing root;
    private final String prefix;
    private volatile @Nullable FileChannel channel;
    private volatile boolean closed;

    private PackedTree(Path file, NarListing root, String prefix) {
        this.file = file;
        this.root = root;
        this.prefix = prefix;
    }

    /** The tree in the Nix archive {@code nar}, which is read through once. It must not change. */
    public static PackedTree ofNar(Path nar, String displayPrefix) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(nar), 1 << 16)) {
            return new PackedTree(nar, NarListing.of(in), displayPrefix);
        }
    }

    /** The tree of {@code root} whose files lie in {@code data} where it says. */
    public static PackedTree of(Path data, NarListing root) {
        return new PackedTree(data, root, "");
    }

    /** The same tree under another name in messages. */
    public PackedTree named(String displayPrefix) {
        return new PackedTree(file, root, displayPrefix);
    }

    /** What is where in the file. */
    public NarListing listing() {
        return root;
    }

    private @Nullable NarListing find(TreePath path) {
        NarListing node = root;
        String text = path.text();
        for (int start = 1; start < text.length(); ) {
            if (!(node instanceof NarListing.Directory directory)) {
                return null;
            }
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            node = directory.entries().get(text.substring(start, end));
            if (node == null) {
                return null;
            }
            start = end + 1;
        }
        return node;
    }

    private NarListing present(TreePath path) throws IOException {
        NarListing node = find(path);
        if (node == null) {
            throw new NoSuchFileException(display(path));
        }
        return node;
    }

    @Override
    public @Nullable Stat stat(TreePath path) {
        NarListing node = find(path);
        if (node instanceof NarListing.Regular regular) {
            return new Stat(FileType.REGULAR, regular.executable(), regular.size(), 0);
        }
        return node == null ? null : node instanceof NarListing.Symlink ? Stat.SYMLINK : Stat.DIRECTORY;
    }

    private NarListing.Regular regular(TreePath path) throws IOException {
        if (present(path) instanceof NarListing.Regular regular) {
            return regular;
        }
        throw new IOException("'" + display(path) + "' is not a regular file");
    }

    private static long offset(NarListing.Regular regular) throws IOException {
        Long offset = regular.narOffset();
        if (offset == null) {
            throw new IOException("the listing does not say where the file is");
        }
        return offset;
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        NarListing.Regular regular = regular(path);
        return new Contents(offset(regular), regular.size());
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        NarListing.Regular regular = regular(path);
        if (regular.size() > Integer.MAX_VALUE - 16) {
            throw new IOException("file '" + path + "' is too large to be held in memory");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) regular.size());
        long at = offset(regular);
        while (bytes.hasRemaining()) {
            int n = read(bytes, at);
            if (n < 0) {
                throw new EOFException("'" + file + "' was cut short");
            }
            at += n;
        }
        return bytes.array();
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        if (present(path) instanceof NarListing.Directory directory) {
            return List.copyOf(directory.entries().keySet());
        }
        throw new IOException("'" + display(path) + "' is not a directory");
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        if (present(path) instanceof NarListing.Symlink link) {
            return link.target();
        }
        throw new IOException("'" + display(path) + "' is not a symbolic link");
    }

    @Override
    public String display(TreePath path) {
        return prefix.isEmpty() ? path.text() : path.isRoot() ? prefix : prefix + path.text();
    }

    /** An interrupt closes the channel for all threads, so the next one opens it again. */
    private int read(ByteBuffer into, long position) throws IOException {
        while (true) {
            FileChannel open = channel();
            try {
                return open.read(into, position);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (ClosedChannelException e) {
                if (closed) {
                    throw e;
                }
            }
        }
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open != null && open.isOpen()) {
            return open;
        }
        synchronized (this) {
            open = channel;
            if (closed) {
                throw new ClosedChannelException();
            }
            if (open == null || !open.isOpen()) {
                open = FileChannel.open(file, StandardOpenOption.READ);
                channel = open;
            }
            return open;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        FileChannel open = channel;
        if (open != null) {
            open.close();
        }
    }

    /** The bytes of one file. */
    private final class Contents extends SizedInput {
        private long position;

        private Contents(long position, long size) {
            super(size);
            this.position = position;
        }

        @Override
        int readSome(byte[] bytes, int offset, int length) throws IOException {
            int n = PackedTree.this.read(ByteBuffer.wrap(bytes, offset, length), position);
            if (n < 0) {
                throw new EOFException("'" + file + "' was cut short");
            }
            position += n;
            return n;
        }
    }
}
