package io.github.nix4j.store.internal.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Goes through a tree of the user's own also where modes keep its owner out, as builders may leave it: a walk opens a directory before
 * it tells of it, so that whoever is told could not change the mode in time.
 */
class OwnersVisitor extends SimpleFileVisitor<Path> {
    static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private final boolean posix;

    /** @param posix whether files there have modes */
    OwnersVisitor(boolean posix) {
        this.posix = posix;
    }

    /** Lets the owner at what is in a directory that may be listed. */
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        if (posix && !Files.isExecutable(directory)) {
            Files.setPosixFilePermissions(directory, OWNER);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        boolean closed = posix
                && e instanceof AccessDeniedException
                && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isReadable(file);
        if (!closed) {
            throw e;
        }
        Files.setPosixFilePermissions(file, OWNER);
        if (!Files.isReadable(file)) {
            // Something else than its mode.
            throw e;
        }
        Files.walkFileTree(file, this);
        return FileVisitResult.CONTINUE;
    }
}
