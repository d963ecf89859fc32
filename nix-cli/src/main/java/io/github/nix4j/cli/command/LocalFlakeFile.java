package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.WholeFile;
import io.github.nix4j.flake.edit.EditableFlake;
import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.lang.syntax.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A {@code flake.nix} in a directory of this machine, to be edited. */
final class LocalFlakeFile {
    private final Path file;

    LocalFlakeFile(FlakeLoader loader, FlakeRef ref) {
        Path local = loader.localFile(ref);
        if (local == null) {
            throw new CliException("flake '" + ref + "' is not in a local directory, so that it cannot be edited");
        }
        file = local;
    }

    Path path() {
        return file;
    }

    /** The path of the file (byte text). */
    String name() {
        return LocalPaths.toText(file);
    }

    /** The lock file beside it, which need not be there. */
    Path lockFile() {
        return file.resolveSibling("flake.lock");
    }

    /** Whether that is this lock file. */
    boolean hasLockFile(LockFile content) {
        try {
            return Files.exists(lockFile()) && Arrays.equals(Files.readAllBytes(lockFile()), content.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EditableFlake read() {
        try {
            return EditableFlake.of(SourceFile.of(name(), Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file, whole or not at all. */
    void write(EditableFlake flake) {
        try {
            WholeFile.write(file, flake.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
