package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.InputPath;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Copies a lock file with one change. Nodes that several inputs share stay shared. */
final class LockFileEditor {
    private final LockFile original;
    private final Map<LockNode, LockNode> copies = new IdentityHashMap<>();

    LockFileEditor(LockFile original) {
        this.original = original;
    }

    LockFile replace(InputPath path, UnaryOperator<LockedNode> change) {
        LockNode target = parentOf(path).input(path.last()) instanceof LockEdge.To to ? to.node() : null;
        if (!(target instanceof LockedNode locked)) {
            throw new FlakeException("input '" + path + "' does not exist or follows another input");
        }
        LockedNode changed = change.apply(locked);
        copies.put(target, changed);
        copyInputs(target, changed);
        return new LockFile(copy(original.root()));
    }

    LockFile setEdge(InputPath path, @Nullable LockEdge edge) {
        LockNode parent = parentOf(path);
        LockNode changed = parent instanceof LockedNode locked ? LockedNode.copyOf(locked) : new LockNode();
        copies.put(parent, changed);
        parent.inputs().forEach((name, old) -> {
            if (!name.equals(path.last())) {
                changed.put(name, copy(old));
            } else if (edge != null) {
                changed.put(name, edge);
            }
        });
        return new LockFile(copy(original.root()));
    }

    private LockNode parentOf(InputPath path) {
        LockNode parent = path.isRoot() ? null : original.find(path.parent());
        if (parent == null || parent.input(path.last()) == null) {
            throw new FlakeException("input '" + path + "' does not exist");
        }
        return parent;
    }

    private LockNode copy(LockNode node) {
        LockNode known = copies.get(node);
        if (known != null) {
            return known;
        }
        LockNode copy = node instanceof LockedNode locked ? LockedNode.copyOf(locked) : new LockNode();
        copies.put(node, copy);
        copyInputs(node, copy);
        return copy;
    }

    private void copyInputs(LockNode from, LockNode to) {
        from.inputs().forEach((name, edge) -> to.put(name, copy(edge)));
    }

    private LockEdge copy(LockEdge edge) {
        return edge instanceof LockEdge.To to ? new LockEdge.To((LockedNode) copy(to.node())) : edge;
    }
}
