package io.github.nix4j.flake.fetch;

import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.function.Supplier;

/** A tree whose files messages name in another way than by their place on the disk. */
public final class DisplayedTree extends ForwardingTree {
    private final Supplier<String> prefix;
    private final String slash;

    /** @param prefix what messages call the root (byte text) */
    public DisplayedTree(SourceTree tree, String prefix) {
        this(tree, () -> prefix, "/");
    }

    /** @param place what messages call the root */
    public DisplayedTree(SourceTree tree, LateRoot place) {
        this(tree, place::text, "/");
    }

    private DisplayedTree(SourceTree tree, Supplier<String> prefix, String slash) {
        super(tree);
        this.prefix = prefix;
        this.slash = slash;
    }

    /** As the constructor, but the root of the tree has no slash, as that of a real store object. */
    public static DisplayedTree at(SourceTree tree, String place) {
        return new DisplayedTree(tree, () -> place, "");
    }

    /** As {@link #at(SourceTree, String)}. */
    public static DisplayedTree at(SourceTree tree, LateRoot place) {
        return new DisplayedTree(tree, place::text, "");
    }

    /** The root of a tree keeps its slash, as in Nix's messages. */
    @Override
    public String display(TreePath path) {
        return prefix.get() + (path.isRoot() ? slash : path.text());
    }
}
