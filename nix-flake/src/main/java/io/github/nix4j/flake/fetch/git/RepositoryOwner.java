package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Whose repositories are: those of other users are not read unless the settings of the user or of all users name them as
 * {@code safe.directory}, as libgit2 has it. What the repository itself says counts for nothing. Systems without numbers of
 * users have no such check.
 */
final class RepositoryOwner {
    private static final String UID = "unix:uid";
    private static final int ROOT = 0;
    private static final String ANYTHING = "*";
    /** What stands before absolute names where others are relative to where Git is. */
    private static final String PREFIX = "%(prefix)/";

    private RepositoryOwner() {}

    /** Fails if the repository whose working directory is {@code directory} belongs to somebody else. */
    static void check(Path directory, Repository repository) throws IOException {
        Path stranger = stranger(directory, repository);
        if (stranger != null) {
            throw new FlakeException("opening Git repository \"" + ByteText.fromUnicode(directory.toString())
                    + "\": repository path '" + ByteText.fromUnicode(stranger.toString())
                    + "' is not owned by current user (libgit2 error code = 7)");
        }
    }

    /** What of a repository belongs to somebody else and is not known as safe; null if nothing does. */
    static @Nullable Path stranger(Path directory, Repository repository) throws IOException {
        Integer user = user();
        if (user == null) {
            return null;
        }
        List<Path> parts = parts(directory, repository);
        for (Path part : parts) {
            if (!isOwn(part, user)) {
                return isSafe(parts.get(0).toRealPath()) ? null : shown(part);
            }
        }
        return null;
    }

    private static @Nullable Integer user() throws IOException {
        Path self = Path.of("/proc/self");
        return self.getFileSystem().supportedFileAttributeViews().contains("unix") && Files.exists(self)
                ? (Integer) Files.getAttribute(self, UID)
                : null;
    }

    /** The working directory, the file in it that names the repository, and the repository, as far as they are there. */
    private static List<Path> parts(Path directory, Repository repository) {
        List<Path> parts = new ArrayList<>();
        if (!repository.isBare()) {
            parts.add(repository.getWorkTree().toPath());
            Path link = directory.resolve(Constants.DOT_GIT);
            if (Files.isRegularFile(link)) {
                parts.add(link);
            }
        }
        parts.add(repository.getDirectory().toPath());
        return parts;
    }

    /** Its own name stays, the way to it is the real one. */
    private static Path shown(Path part) throws IOException {
        Path name = part.getFileName();
        Path parent = part.toAbsolutePath().getParent();
        return name != null && name.toString().equals(Constants.DOT_GIT) && parent != null
                ? parent.toRealPath().resolve(name)
                : part.toRealPath();
    }

    private static boolean isOwn(Path part, Integer user) throws IOException {
        try {
            Object owner = Files.getAttribute(part, UID);
            return owner.equals(user) || (user == ROOT && owner.toString().equals(whoBecameRoot()));
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private static @Nullable String whoBecameRoot() {
        return SystemReader.getInstance().getenv("SUDO_UID");
    }

    /** Whether settings outside of the repository name it; an empty name takes back all that came before. */
    private static boolean isSafe(Path named) throws IOException {
        String[] directories;
        try {
            directories = SystemReader.getInstance().getUserConfig().getStringList("safe", null, "directory");
        } catch (ConfigInvalidException e) {
            throw new IOException("the user's settings of Git cannot be read: " + e.getMessage(), e);
        }
        boolean safe = false;
        for (String directory : directories) {
            if (directory == null || directory.isEmpty()) {
                safe = false;
            } else if (directory.equals(ANYTHING) || names(directory, named.toString())) {
                safe = true;
            }
        }
        return safe;
    }

    private static boolean names(String directory, String path) {
        String plain = directory.startsWith(PREFIX + "/") ? directory.substring(PREFIX.length()) : directory;
        return plain.equals(path);
    }
}
