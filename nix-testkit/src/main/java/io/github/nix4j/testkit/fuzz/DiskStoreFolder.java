package io.github.nix4j.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store on disk of single runs: each begins without one, and both sides have it in the same place, so that their messages
 * are the same. Programs cannot reach it.
 *
 * @param directory where programs are
 */
record DiskStoreFolder(Path directory) {
    /** As command lines name it: beside the folder in which programs are so deep. */
    static final String NAME = "../../../../../store";

    private static final Set<PosixFilePermission> WRITABLE = PosixFilePermissions.fromString("rwx------");

    /** Deletes the store, if there is one. */
    void delete() {
        Path root = directory.resolve(NAME).normalize();
        if (!Files.exists(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                // Store objects are read-only.
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Files.setPosixFilePermissions(folder, WRITABLE);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
