package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes a tree and counts what that frees: what can be deleted of it, even if something else cannot. Used by one thread. */
final class TreeDeletion extends SimpleFileVisitor<Path> {
    /** With more names, others need the content still. Two may be its own and that of the folder of links. */
    private static final int MOST_LINKS = 2;

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path root;
    private final String shown;
    private final boolean posix;
    private long bytes;
    private @Nullable StoreException failure;

    /** @param shown the folder's name in messages, absolute byte text */
    TreeDeletion(Path root, String shown) {
        this.root = root;
        this.shown = shown;
        this.posix = ObjectFiles.isPosix(root);
    }

    /** Returns the size of the files; links are not followed, and what is not there is fine. */
    long run() throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            Path unused = Files.walkFileTree(root, this);
        }
        if (failure != null) {
            throw failure;
        }
        return bytes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        if (posix) {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(directory);
            if (modes.addAll(OWNER)) {
                Files.setPosixFilePermissions(directory, modes);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!posix || (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) <= MOST_LINKS) {
            bytes += attributes.size();
        }
        delete(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
        if (e != null) {
            throw e;
        }
        delete(directory);
        return FileVisitResult.CONTINUE;
    }

    private void delete(Path path) {
        try {
            Files.delete(path);
        } catch (NoSuchFileException e) {
            // Somebody else has.
            return;
        } catch (IOException e) {
            if (failure == null) {
                failure = new StoreException("cannot unlink \"" + shownName(path) + "\": " + SystemReason.of(e), e);
            }
        }
    }

    private String shownName(Path path) {
        return shown + DiskNames.textOf(path).substring(DiskNames.textOf(root).length());
    }
}
