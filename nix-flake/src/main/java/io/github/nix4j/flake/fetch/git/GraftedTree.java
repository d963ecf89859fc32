package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree with other trees in the place of some of its directories. */
final class GraftedTree implements SourceTree {
    private final SourceTree stock;
    private final Map<TreePath, SourceTree> grafts;

    /** @param grafts by where they go, which has to be a directory in {@code stock} */
    GraftedTree(SourceTree stock, Map<TreePath, SourceTree> grafts) {
        this.stock = stock;
        this.grafts = Map.copyOf(grafts);
    }

    private record Place(SourceTree tree, TreePath path) {}

    private Place place(TreePath path) {
        for (TreePath at = path; at != null; at = at.parent()) {
            SourceTree graft = grafts.get(at);
            if (graft != null) {
                return new Place(graft, path.relativeTo(at));
            }
        }
        return new Place(stock, path);
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        Place place = place(path);
        return place.tree.stat(place.path);
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        Place place = place(path);
        return place.tree.open(place.path);
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        Place place = place(path);
        return place.tree.readFile(place.path);
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        Place place = place(path);
        return place.tree.list(place.path);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        Place place = place(path);
        return place.tree.readLink(place.path);
    }

    @Override
    public @Nullable String whyAbsent(TreePath path) throws IOException {
        Place place = place(path);
        return place.tree.whyAbsent(place.path);
    }

    @Override
    public String display(TreePath path) {
        Place place = place(path);
        return place.tree.display(place.path);
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        Place place = place(path);
        return place.tree.physical(place.path);
    }
}
