package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.nar.NarSink;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object's files as all store objects are: time 1, mode 0444 or 0555. Directories get theirs at the end, since
 * their entries change them. With {@code sync}, what was written survives a power failure.
 */
public final class ObjectFiles implements NarSink {
    private static final FileTime TIME = FileTime.from(1, TimeUnit.SECONDS);
    private static final Set<PosixFilePermission> READ = PosixFilePermissions.fromString("r--r--r--");
    private static final Set<PosixFilePermission> READ_EXECUTE = PosixFilePermissions.fromString("r-xr-xr-x");

    private static final int BUFFER = 1 << 17;

    private final Path root;
    private final boolean posix;
    private final boolean sync;
    private final Deque<Path> directories = new ArrayDeque<>();

    ObjectFiles(Path root, boolean sync) {
        this.root = root;
        this.posix = isPosix(root);
        this.sync = sync;
    }

    /** Whether files there have modes. */
    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public void directory(TreePath path) throws IOException {
        Path directory = DiskNames.resolve(root, path);
        Files.createDirectory(directory);
        directories.push(directory);
    }

    @Override
    public void regularFile(TreePath path, boolean executable, long size, long offset, InputStream content)
            throws IOException {
        Path file = DiskNames.resolve(root, path);
        byte[] buffer = new byte[(int) Math.max(1, Math.min(size, BUFFER))];
        try (FileChannel channel = create(file)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                write(channel, buffer, n);
            }
            complete(channel, file, executable);
        }
    }

    /** A file of these bytes, which need not have its own name yet. Any number of threads may write some. */
    void write(Path file, boolean executable, byte[] content, int length) throws IOException {
        try (FileChannel channel = create(file)) {
            write(channel, content, length);
            complete(channel, file, executable);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void write(FileChannel channel, byte[] content, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content, 0, length);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void complete(FileChannel channel, Path file, boolean executable) throws IOException {
        normalise(file, executable);
        if (sync) {
            channel.force(true);
        }
    }

    /**
     * Gives a file its own name, which nothing may have yet: where two names are one, as where case does not count, the object cannot
     * be written.
     */
    synchronized void move(Path file, Path target) throws IOException {
        Files.move(file, target);
    }

    @Override
    public void symlink(TreePath path, String target) throws IOException {
        Path link = DiskNames.resolve(root, path);
        try {
            Files.createSymbolicLink(link, DiskNames.linkTarget(link.getFileSystem(), target));
        } catch (UnsupportedOperationException e) {
            throw new StoreException("cannot make symbolic links in '" + DiskNames.textOf(root) + "'", e);
        }
        setTime(link);
    }

    /** Where the files are written. */
    Path root() {
        return root;
    }

    /** To be called when all is written. */
    void finish() throws IOException {
        while (!directories.isEmpty()) {
            Path directory = directories.pop();
            normalise(directory, true);
            if (sync) {
                sync(directory);
            }
        }
    }

    /** Makes a file's bytes or a directory's entries durable, where the system can. */
    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Windows and in-memory file systems cannot open directories, nor flush what is open to be read.
            if (isPosix(file)) {
                throw e;
            }
        }
    }

    private void normalise(Path path, boolean executable) throws IOException {
        if (posix) {
            Files.setPosixFilePermissions(path, executable ? READ_EXECUTE : READ);
        }
        setTime(path);
    }

    private static void setTime(Path path) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(TIME, null, null);
    }

    /** Gives all files of an existing tree the modes and times of store objects; with {@code sync} makes it durable. */
    static void normaliseAll(Path root, boolean sync) throws IOException {
        ObjectFiles files = new ObjectFiles(root, sync);
        Files.walkFileTree(root, new OwnersVisitor(files.posix) {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    setTime(file);
                } else if (attributes.isOther()) {
                    throw new StoreException("file \"" + DiskNames.textOf(file) + "\" has an unsupported type");
                } else {
                    boolean executable = files.posix
                            && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
                    files.normalise(file, executable);
                    if (sync) {
                        sync(file);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                files.normalise(directory, true);
                if (sync) {
                    sync(directory);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes a tree, whatever its modes; fine if there is none. Links are not followed. */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean posix = isPosix(root);
        Files.walkFileTree(root, new OwnersVisitor(posix) {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (posix) {
                    Files.setPosixFilePermissions(directory, OWNER);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
