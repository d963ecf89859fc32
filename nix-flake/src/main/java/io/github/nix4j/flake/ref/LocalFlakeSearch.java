package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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

    /** At so many links Nix takes the way for endless. */
    private static final int MOST_LINKS = 1024;

    /**
     * A work tree with a flake in it.
     *
     * @param root its absolute path
     * @param dir the flake's directory in it; empty for the root
     */
    record Repository(String root, String dir, boolean shallow) {}

    /** {@code path} made absolute, with symbolic links followed as far as they lead. */
    String absolute(String path) {
        String text = path.startsWith("/") ? path : LocalPaths.toText(directory) + "/" + path;
        try {
            return LocalPaths.toText(file(text).toRealPath());
        } catch (IOException e) {
            // Absent: whoever opens it reports that, of what a link leads to.
            return followed(text);
        }
    }

    /** The same where something on the way is not there. */
    private String followed(String path) {
        TreePath at = TreePath.ROOT;
        String rest = path;
        int links = 0;
        while (!rest.isEmpty()) {
            String left = rest.replaceFirst("^/+", "");
            int slash = left.indexOf('/');
            String name = slash < 0 ? left : left.substring(0, slash);
            rest = slash < 0 ? "" : left.substring(slash);
            TreePath up = at.parent();
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                at = name.equals("..") && up != null ? up : at;
                continue;
            }
            String target = target(file(at.child(name).text()));
            if (target == null) {
                at = at.child(name);
            } else if (++links >= MOST_LINKS) {
                throw new FlakeException("infinite symlink recursion in path '" + rest + "'");
            } else {
                at = target.startsWith("/") ? TreePath.ROOT : at;
                rest = target + rest;
            }
        }
        return at.text();
    }

    /** What the link {@code file} leads to; null if it is none. */
    private static @Nullable String target(Path file) {
        try {
            if (!Files.isSymbolicLink(file)) {
                return null;
            }
            Path target = Files.readSymbolicLink(file);
            return target.isAbsolute() ? LocalPaths.toText(target) : DiskNames.targetOf(file);
        } catch (IOException e) {
            return null;
        }
    }

    /** The directory of the flake that {@code absolute} means. */
    String flakeDirectory(String absolute, boolean allowMissing) {
        Path path = file(absolute);
        if (!unsaved.exists(path)) {
            throw new FlakeException("getting status of \"" + absolute + "\": " + absence(path));
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

    private static String absence(Path path) {
        String reason = "No such file or directory";
        try {
            Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            // JDK 25 says this of what is below a file, too.
            Path up = path.getParent();
            while (up != null && !Files.exists(up)) {
                up = up.getParent();
            }
            return up == null || Files.isDirectory(up) ? reason : "Not a directory";
        } catch (IOException e) {
            return SystemReason.of(e);
        }
        // It was deleted in unsaved files.
        return reason;
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
