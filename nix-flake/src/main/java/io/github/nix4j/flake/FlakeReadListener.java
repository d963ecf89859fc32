package io.github.nix4j.flake;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.io.TracingTree;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Is told what is read of flakes, of their inputs and of what programs fetch, before it is read, and what was looked for and is not
 * there: what results depend on. The same may be told several times. Called on reading threads; must return quickly.
 *
 * <p>Hashing a tree reads all of it and is not told of: what an evaluation makes of {@code outPath} or {@code narHash}, or of a path that
 * it copies to the store, depends on every file there.
 */
public interface FlakeReadListener {
    /** Hears nothing. */
    FlakeReadListener NOBODY = (access, input, path, file) -> {};

    /**
     * Something is about to be read.
     *
     * @param input the tree that it is in, as it was asked for
     * @param path the place in that tree
     * @param file the place on the disk, where the tree is a local directory; its text may be that of an unsaved buffer, and it need not
     *     exist. Null for commits and for what was downloaded
     */
    void read(TracingTree.Access access, Input input, TreePath path, @Nullable Path file);
}
