package io.github.nix4j.lang.io;

import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Trees that are shown at places whose names are found out late. Thread-safe. */
public final class LateMounts {
    private final ConcurrentHashMap<LateRoot, SourceTree> trees = new ConcurrentHashMap<>();

    public void mount(LateRoot root, SourceTree tree) {
        trees.put(root, tree);
    }

    /** Forgets the tree at {@code root}: whoever still has paths there reads by their text. */
    public void unmount(LateRoot root) {
        trees.remove(root);
    }

    /** The tree that {@code path} is in by its late root; null if there is none. */
    public @Nullable SourceTree tree(TreePath path) {
        LateRoot root = path.late();
        return root == null ? null : trees.get(root);
    }

    /** The path in one of these trees that has the text of {@code path}; {@code path} itself if there is none. */
    public TreePath canonical(TreePath path) {
        if (path.late() == null && !trees.isEmpty()) {
            for (LateRoot root : trees.keySet()) {
                TreePath inside = root.find(path);
                if (inside != null) {
                    return inside;
                }
            }
        }
        return path;
    }

    /** Finds out the names of all trees that {@code path} may be in, and with that tells whoever waits for them. */
    public void find(TreePath path) {
        if (path.late() == null) {
            trees.keySet().forEach(root -> root.find(path));
        }
    }

    /** Finds out the names of all trees. */
    public void findAll() {
        trees.keySet().forEach(LateRoot::text);
    }
}
