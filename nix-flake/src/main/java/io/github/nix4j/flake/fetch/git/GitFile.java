package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SystemReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file {@code .git} of a linked work tree or a submodule, which says where the repository is. */
final class GitFile {
    private static final String START = "gitdir:";

    private GitFile() {}

    /**
     * The folder that the file names, read as libgit2 does: with spaces around the name.
     *
     * @param directory the working directory
     */
    static Path target(Path directory, Path file) throws IOException {
        String text = ByteText.of(Files.readAllBytes(file)).strip();
        String name = text.startsWith(START) ? text.substring(START.length()).strip() : "";
        if (name.isEmpty()) {
            String why = "the `.git` file at '" + LocalPaths.toText(file) + "' is malformed";
            throw RepositoryFormat.refused(directory, why, RepositoryFormat.REPOSITORY, null);
        }
        String place = name.startsWith("/") ? name : LocalPaths.toText(directory) + "/" + name;
        try {
            return LocalPaths.toPath(directory.getFileSystem(), place).toRealPath();
        } catch (IOException e) {
            String why = "failed to resolve path '" + place + "': " + SystemReason.of(e);
            throw RepositoryFormat.refused(directory, why, RepositoryFormat.SYSTEM, e);
        }
    }
}
