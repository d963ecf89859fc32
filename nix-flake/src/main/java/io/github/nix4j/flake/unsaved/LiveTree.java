package io.github.nix4j.flake.unsaved;

import io.github.nix4j.store.tree.RoutedTree;
import io.github.nix4j.store.tree.TreePath;

/** The whole disk with the changes of the moment. */
final class LiveTree extends RoutedTree {
    private final UnsavedFiles unsaved;

    LiveTree(UnsavedFiles unsaved) {
        this.unsaved = unsaved;
    }

    @Override
    protected Place place(TreePath path) {
        return new Place(unsaved.whole(), path);
    }
}
