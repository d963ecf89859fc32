package io.github.nix4j.store.tree;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The files below a directory of a Java file system, usually the disk. Names are byte-exact in every locale. Where the file
 * system has no POSIX permissions, no file is executable. Nothing is cached.
 */
public final class DiskTree implements SourceTree {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** What Unix calls a name that no file can have. */
    private static final String TOO_LONG = "File name too long";

    private final Path root;
    private final boolean rootOfUnix;
    private final boolean posix;
    private final boolean slashOnly;
    private final String prefix;

    private DiskTree(Path root, @Nullable String shownAs) {
        this.root = root.toAbsolutePath().normalize();
        String separator = root.getFileSystem().getSeparator();
        this.slashOnly = separator.equals("/");
        this.rootOfUnix = slashOnly && this.root.getNameCount() == 0;
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        String text = shownAs == null ? DiskNames.textOf(this.root) : shownAs;
        this.prefix = text.equals("/") ? "" : text;
    }

    /** The tree whose root is the directory {@code root}. */
    public static DiskTree of(Path root) {
        return new DiskTree(root, null);
    }

    /** The tree whose root is the directory {@code root}, which messages call {@code shownAs} (byte text). */
    public static DiskTree of(Path root, String shownAs) {
        return new DiskTree(root, shownAs);
    }

    /** The whole default file system, from its first root directory down. */
    public static DiskTree whole() {
        return new DiskTree(
                FileSystems.getDefault().getRootDirectories().iterator().next(), null);
    }

    @Override
    public Path physical(TreePath path) {
        if (path.isRoot()) {
            return root;
        }
        String text = path.text();
        if (!slashOnly && text.indexOf('\\') >= 0) {
            throw new InvalidPathException(path.toString(), "no file here can have this name");
        }
        if (!DiskNames.isAscii(text)) {
            return DiskNames.resolveBytes(root, text);
        }
        return rootOfUnix ? root.getFileSystem().getPath(text) : root.resolve(text.substring(1));
    }

    /** As {@link #physical}, but names that this file system cannot have are absent rather than wrong. */
    private Path existing(TreePath path) throws NoSuchFileException {
        try {
            return physical(path);
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(display(path));
        }
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        try {
            Path file = existing(path);
            if (posix) {
                PosixFileAttributes found =
                        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return stat(
                        found,
                        found.isRegularFile() && found.permissions().contains(PosixFilePermission.OWNER_EXECUTE));
            }
            return stat(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), false);
        } catch (NoSuchFileException e) {
            return null;
        } catch (FileSystemException e) {
            if (TOO_LONG.equals(e.getReason())) {
                // No such file can be; but Nix does not say so.
                throw new IOException("getting status of \"" + display(path) + "\": " + TOO_LONG, e);
            }
            if (hasFileAsParent(path)) {
                return null;
            }
            throw e;
        }
    }

    private static Stat stat(BasicFileAttributes found, boolean executable) {
        FileType type = found.isRegularFile()
                ? FileType.REGULAR
                : found.isDirectory()
                        ? FileType.DIRECTORY
                        : found.isSymbolicLink() ? FileType.SYMLINK : FileType.UNKNOWN;
        return new Stat(type, executable, found.size(), found.lastModifiedTime().to(TimeUnit.SECONDS));
    }

    private boolean hasFileAsParent(TreePath path) throws IOException {
        TreePath parent = path.parent();
        Stat above = parent == null ? null : stat(parent);
        return parent != null && (above == null || above.type() != FileType.DIRECTORY);
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return Channels.newInputStream(Files.newByteChannel(existing(path), READ));
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(existing(path), READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE - 16) {
                throw new IOException("file '" + path + "' is too large to be held in memory");
            }
            byte[] bytes = new byte[(int) size];
            int length = 0;
            ByteBuffer next = ByteBuffer.allocate(1);
            while (true) {
                boolean full = length == bytes.length;
                if (full && length > 0 && length == size) {
                    // All that was there when it was opened. Files in /proc, which say size 0, are read to their end.
                    return bytes;
                }
                int n = channel.read(full ? next : ByteBuffer.wrap(bytes, length, bytes.length - length));
                if (n < 0) {
                    return full ? bytes : Arrays.copyOf(bytes, length);
                }
                if (full && n > 0) {
                    // More than expected: files in /proc say size 0.
                    bytes = Arrays.copyOf(bytes, Math.max(1 << 13, length * 2));
                    bytes[length] = next.get(0);
                    next.clear();
                }
                length += n;
            }
        }
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(existing(path))) {
            for (Path entry : entries) {
                names.add(DiskNames.nameOf(entry));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return DiskNames.targetOf(existing(path));
    }

    /** {@code path} below what messages call this tree's root, which is its absolute path unless told otherwise. */
    @Override
    public String display(TreePath path) {
        return prefix.isEmpty() ? path.text() : path.isRoot() ? prefix : prefix + path.text();
    }

    /** The path of {@code file}, which must be inside this tree; byte-exact. */
    public TreePath pathOf(Path file) {
        TreePath whole = TreePath.of(DiskNames.textOf(file.toAbsolutePath()));
        return whole.relativeTo(TreePath.of(DiskNames.textOf(root)));
    }

    /** The root directory, as byte text for people decoded. */
    @Override
    public String toString() {
        return "disk " + ByteText.toUnicode(prefix.isEmpty() ? "/" : prefix);
    }
}
