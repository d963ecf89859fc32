package io.github.nix4j.flake.fetch;

import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;

/** A tree whose files messages name in another way than by their place on the disk. */
public final class DisplayedTree extends ForwardingTree {
    private final String prefix;
    private final String root;

    /** @param prefix what messages call the root (byte text) */
    public DisplayedTree(SourceTree tree, String prefix) {
        super(tree);
        this.prefix = prefix;
        this.root = prefix + "/";
    }

    private DisplayedTree(SourceTree tree, String prefix, String root) {
        super(tree);
        this.prefix = prefix;
        this.root = root;
    }

    /** As the constructor, but the root of the tree has no slash, as that of a real store object. */
    public static DisplayedTree at(SourceTree tree, String place) {
        return new DisplayedTree(tree, place, place);
    }

    /** The root of a tree keeps its slash, as in Nix's messages. */
    @Override
    public String display(TreePath path) {
        return path.isRoot() ? root : prefix + path.text();
    }
}
