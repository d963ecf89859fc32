package io.github.nix4j.store.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree whose paths are places in other trees. Subclasses say which, and override what is about several of them. */
public abstract class RoutedTree implements SourceTree {
    /** A path of another tree. */
    protected record Place(SourceTree tree, TreePath path) {
        // Public, since a protected record's own is for its package only.
        public Place {}
    }

    /** Where {@code path} is to be read. Fails where nothing can be. */
    protected abstract Place place(TreePath path) throws IOException;

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
        try {
            Place place = place(path);
            return place.tree.display(place.path);
        } catch (IOException e) {
            // What cannot be looked at has no other name.
            return path.text();
        }
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        try {
            Place place = place(path);
            return place.tree.physical(place.path);
        } catch (IOException e) {
            // What cannot be looked at is not known to be anywhere.
            return null;
        }
    }

    @Override
    public long rememberedSince(TreePath path) {
        try {
            Place place = place(path);
            return place.tree.rememberedSince(place.path);
        } catch (IOException e) {
            // It is not known to be anywhere, either.
            return Long.MIN_VALUE;
        }
    }
}
