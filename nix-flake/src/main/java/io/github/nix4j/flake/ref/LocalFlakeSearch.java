package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the flake that a path on a command line means: in it or above it, and the Git repository that holds it. */
final class LocalFlakeSearch {
    private static final String FLAKE_NIX = "flake.nix";

    private final Path directory;
    private final UnsavedFiles unsaved;
    private final Consumer<String> warnings;
    private final Consumer<String> notices;

    LocalFlakeSearch(Path directory, UnsavedFiles unsaved, Consumer<String> warnings, Consumer<String> notices) {
        this.directory = directory;
        this.unsaved = unsaved;
        this.warnings = warnings;
        this.notices = notices;
    }

    /**
     * A work tree with a flake in it.
     *
     * @param root its absolute path
     * @param dir the flake's directory in it; empty for the root
     */
    record Repository(String root, String dir, boolean shallow) {}

    /** {@code path} made absolute, with symbolic links followed as far as they lead. */
    String absolute(String path) {
        String text = TreePath.of(path.startsWith("/") ? path : LocalPaths.toText(directory) + "/" + path)
                .text();
        Path file = file(text);
        try {
            return LocalPaths.toText(file.toRealPath());
        } catch (IOException e) {
            // Absent: whoever opens it reports that.
            return text;
        }
    }

    /** The directory of the flake that {@code absolute} means. */
    String flakeDirectory(String absolute, boolean allowMissing) {
        Path path = file(absolute);
        if (!unsaved.exists(path)) {
            throw new FlakeException("getting status of \"" + absolute + "\": No such file or directory");
        }
        if (!unsaved.isDirectory(path)) {
            Path parent = path.getParent();
            if (parent == null || !absolute.endsWith("/" + FLAKE_NIX)) {
                throw new BadUrlException("path \"" + absolute + "\" is not a flake (because it's not a directory)");
            }
            warnings.accept("Path \"" + absolute + "\" should point at the directory containing the 'flake.nix' file, "
                    + "not the file itself. Pretending that you meant \"" + LocalPaths.toText(parent) + "\"");
            path = parent;
        }
        if (allowMissing || exists(path, FLAKE_NIX)) {
            return LocalPaths.toText(path);
        }
        notices.accept("path \"" + LocalPaths.toText(path) + "\" does not contain a 'flake.nix', searching up");
        Object device = device(path);
        for (Path up = path; up != null && up.getNameCount() > 0; up = up.getParent()) {
            if (exists(up, FLAKE_NIX)) {
                return LocalPaths.toText(up);
            }
            if (exists(up, ".git")) {
                throw new FlakeException("path \"" + LocalPaths.toText(up) + "\" is not part of a flake "
                        + "(neither it nor its parent directories contain a 'flake.nix' file)");
            }
            if (device != null && !device.equals(device(up))) {
                throw new FlakeException("unable to find a flake before encountering filesystem boundary at \""
                        + LocalPaths.toText(up) + "\"");
            }
        }
        throw new BadUrlException("could not find a flake.nix file");
    }

    /** The work tree that {@code absolute} lies in, or null. */
    @Nullable
    Repository repository(String absolute) {
        StringBuilder dir = new StringBuilder();
        for (TreePath up = TreePath.of(absolute); up != null && !up.isRoot(); up = up.parent()) {
            Path root = file(up.text());
            if (exists(root, ".git")) {
                return new Repository(up.text(), dir.toString(), exists(root.resolve(".git"), "shallow"));
            }
            dir.insert(0, dir.length() == 0 ? up.name() : up.name() + "/");
        }
        return null;
    }

    private Path file(String absolute) {
        return LocalPaths.toPath(directory.getFileSystem(), absolute);
    }

    private boolean exists(Path directory, String name) {
        return unsaved.exists(directory.resolve(name));
    }

    private static @Nullable Object device(Path path) {
        try {
            return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                    ? Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
