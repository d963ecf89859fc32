package io.github.nix4j.flake;

import io.github.nix4j.store.FreshName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a file as a whole: whoever reads it, and whichever process is killed, there is the old content or the new one. It is
 * left to the system when that reaches the disk, as in Nix, whose lock files can be made again: waiting was two fifths of the time
 * of locking a small flake. Pipes, devices and what a process has open cannot be replaced; they are written into.
 */
public final class WholeFile {
    /** As many links as Linux follows. */
    private static final int MOST_LINKS = 40;

    private WholeFile() {}

    /** The file was there or could be made, but did not take the content. */
    static final class ContentException extends IOException {
        private static final long serialVersionUID = 1;

        private final IOException reason;
        private final int bytes;

        ContentException(IOException reason, int bytes) {
            super(reason);
            this.reason = reason;
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }

        IOException reason() {
            return reason;
        }
    }

    /** Writes beside the file (where a link leads, beside its target, be that there or not) and puts it in its place. */
    public static void write(Path file, byte[] content) throws IOException {
        Path target = replaceable(file);
        if (target == null) {
            put(file, content, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            return;
        }
        Path part = target.resolveSibling("." + target.getFileName() + "." + FreshName.next());
        try {
            put(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (Files.exists(target) && Files.getFileStore(target).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(target));
            }
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void put(Path file, byte[] content, OpenOption... options) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, options)) {
            try {
                out.write(content);
            } catch (IOException e) {
                throw new ContentException(e, content.length);
            }
        }
    }

    /** Where the ordinary file is or will be that {@code file} means; null if that is something else, or nobody can tell. */
    private static @Nullable Path replaceable(Path file) throws IOException {
        Path at = file.toAbsolutePath();
        for (int links = 0; links < MOST_LINKS; links++) {
            if (!Files.isSymbolicLink(at)) {
                return Files.isRegularFile(at) || !Files.exists(at) ? at : null;
            }
            Path parent = at.getParent();
            Path folder = parent == null ? at : parent.toRealPath();
            if (Files.getFileStore(folder).type().equals("proc")) {
                // What these links say is for people: it need not be where the open file is.
                return null;
            }
            at = folder.resolve(Files.readSymbolicLink(at));
        }
        return null;
    }
}
