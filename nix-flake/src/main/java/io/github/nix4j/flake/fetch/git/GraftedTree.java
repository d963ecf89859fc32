package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.tree.RoutedTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.Map;

/** A tree with other trees in the place of some of its directories. */
final class GraftedTree extends RoutedTree {
    private final SourceTree stock;
    private final Map<TreePath, SourceTree> grafts;

    /** @param grafts by where they go, which has to be a directory in {@code stock} */
    GraftedTree(SourceTree stock, Map<TreePath, SourceTree> grafts) {
        this.stock = stock;
        this.grafts = Map.copyOf(grafts);
    }

    @Override
    protected Place place(TreePath path) {
        for (TreePath at = path; at != null; at = at.parent()) {
            SourceTree graft = grafts.get(at);
            if (graft != null) {
                return new Place(graft, path.relativeTo(at));
            }
        }
        return new Place(stock, path);
    }
}
