package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that a command line names as what is to be read. */
final class ExistingFile {
    private ExistingFile() {}

    /** Throws what Nix says where there is none: with two slashes, and without links in the folders. */
    static void check(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new CliException("path '/" + DiskNames.textOf(real(file.normalize())) + "' does not exist");
        }
    }

    private static Path real(Path file) {
        Path parent = file.getParent();
        try {
            return parent == null ? file : parent.toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            // The folder is missing, too.
            return file;
        }
    }
}
