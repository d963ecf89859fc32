package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A repository on this disk that is read in place.
 *
 * @param directory its working directory, without dots: after a link, they lead out of where it leads
 * @param place the same as messages call it: byte text, as the URL has it
 */
record LocalRepository(Path directory, String place) {
    /** @param path absolute byte text */
    static LocalRepository of(Path current, String path) {
        Path directory = LocalPaths.toPath(current.getFileSystem(), path);
        boolean dots = path.contains("/../") || path.endsWith("/..");
        return new LocalRepository(dots ? withoutDots(directory) : directory.normalize(), path);
    }

    /** Unless there is nothing. The last name stays what it is: of a link it counts that it is one. */
    private static Path withoutDots(Path directory) {
        Path parent = directory.getParent();
        Path name = directory.getFileName();
        try {
            return parent == null
                            || name == null
                            || name.toString().equals("..")
                            || name.toString().equals(".")
                    ? directory.toRealPath()
                    : parent.toRealPath().resolve(name);
        } catch (IOException e) {
            // Whoever looks for it finds out why.
            return directory;
        }
    }

    /** Where a submodule is. */
    String place(TreePath module) {
        return place.endsWith("/") ? place.substring(0, place.length() - 1) + module.text() : place + module.text();
    }
}
