package io.github.nix4j.store.nar;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Unpacks an archive to the disk. Files and directories get the modes that the process gives new ones, plus the execute
 * bits; nothing that exists is overwritten and no link is followed. What a broken archive left behind stays. An interrupt ends it.
 */
public final class DirectorySink implements NarSink {
    private final Path root;
    private final boolean posix;

    /** Unpacks to {@code root}, which must not exist yet. */
    public DirectorySink(Path root) {
        this.root = root;
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private Path at(TreePath path) {
        return DiskNames.resolve(root, path);
    }

    @Override
    public void directory(TreePath path) throws IOException {
        checkInterrupt();
        Path directory = at(path);
        if (path.isRoot() && Files.isDirectory(directory)) {
            throw new StoreException("path '" + DiskNames.textOf(directory.toAbsolutePath()) + "' already exists");
        }
        Files.createDirectory(directory);
    }

    @Override
    public void regularFile(TreePath path, boolean executable, long size, long offset, InputStream content)
            throws IOException {
        checkInterrupt();
        Path file = at(path);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.transferTo(out);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(
                    "creating file \"" + DiskNames.textOf(file.toAbsolutePath()) + "\": File exists", e);
        }
        if (executable && posix) {
            makeExecutable(file);
        }
    }

    private static void checkInterrupt() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Adds an execute bit for everyone who may read, as a umask would have left it. */
    private static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        if (permissions.contains(PosixFilePermission.GROUP_READ)) {
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, permissions);
    }

    @Override
    public void symlink(TreePath path, String target) throws IOException {
        Path link = at(path);
        try {
            Files.createSymbolicLink(link, DiskNames.linkTarget(link.getFileSystem(), target));
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(
                    "creating symlink \"" + DiskNames.textOf(link.toAbsolutePath()) + "\" -> \"" + target
                            + "\": File exists",
                    e);
        }
    }
}
