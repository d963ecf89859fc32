package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Path;

/**
 * A repository on this disk that is read in place.
 *
 * @param directory its working directory; with dots, where the URL has some: what they lead to is for the system to say
 * @param place the same as messages call it: byte text, as the URL has it
 */
record LocalRepository(Path directory, String place) {
    /** @param path absolute byte text */
    static LocalRepository of(Path current, String path) {
        Path directory = LocalPaths.toPath(current.getFileSystem(), path);
        return new LocalRepository(
                path.contains("/../") || path.endsWith("/..") ? directory : directory.normalize(), path);
    }

    /** Where a submodule is. */
    String place(TreePath module) {
        return place.endsWith("/") ? place.substring(0, place.length() - 1) + module.text() : place + module.text();
    }
}
