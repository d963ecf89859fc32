package io.github.nix4j.flake.unsaved;

import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.RoutedTree;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Path;

/** The whole disk with the changes of the moment. */
final class LiveTree extends RoutedTree {
    private final UnsavedFiles unsaved;
    private final Path top;

    LiveTree(UnsavedFiles unsaved) {
        this.unsaved = unsaved;
        this.top = DiskTree.whole().physical(TreePath.ROOT);
    }

    @Override
    protected Place place(TreePath path) {
        return new Place(unsaved.over(top), path);
    }
}
