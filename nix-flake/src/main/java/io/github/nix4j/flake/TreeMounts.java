package io.github.nix4j.flake;

import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.SourceTree;
import java.util.function.Supplier;

/** The tree of all files that flakes are evaluated in, where fetched trees appear as store objects. Thread-safe. */
public interface TreeMounts {
    /** All files; absolute paths start at its root. */
    SourceTree root();

    /**
     * Shows {@code tree} at {@code path} in the store directory. Nothing is copied.
     *
     * @param archive tells hash and size of the tree's archive, and may have to read all of it for that
     */
    void mount(StorePath path, SourceTree tree, Supplier<NarHash> archive);

    /** Shows {@code tree} at a place in the store directory whose name is found out late. Nothing is copied. */
    void mount(LateRoot path, SourceTree tree);

    /** Ends what {@link #mount(LateRoot, SourceTree)} began; the tree stays where its name, once found out, has put it. */
    void unmount(LateRoot path);
}
