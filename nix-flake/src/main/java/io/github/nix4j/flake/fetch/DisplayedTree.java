package io.github.nix4j.flake.fetch;

import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree whose files messages name in another way than by their place on the disk. */
public final class DisplayedTree implements SourceTree {
    private final SourceTree tree;
    private final String prefix;
    private final String root;

    /** @param prefix what messages call the root (byte text) */
    public DisplayedTree(SourceTree tree, String prefix) {
        this.tree = tree;
        this.prefix = prefix;
        this.root = prefix + "/";
    }

    private DisplayedTree(SourceTree tree, String prefix, String root) {
        this.tree = tree;
        this.prefix = prefix;
        this.root = root;
    }

    /** As the constructor, but the root of the tree has no slash, as that of a real store object. */
    public static DisplayedTree at(SourceTree tree, String place) {
        return new DisplayedTree(tree, place, place);
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        return tree.stat(path);
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return tree.open(path);
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        return tree.readFile(path);
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        return tree.list(path);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return tree.readLink(path);
    }

    /** The root of a tree keeps its slash, as in Nix's messages. */
    @Override
    public String display(TreePath path) {
        return path.isRoot() ? root : prefix + path.text();
    }
}
