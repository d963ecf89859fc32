package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.InputPath;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The nodes of an old lock file between its root and the one that is being kept. A node that lies in itself would be gone through
 * for ever; C++ Nix dies of it. No lock file that was written has such a node, but a file may say anything.
 */
final class NodeTrail {
    /** No flake comes near it, and each level needs some stack, of which a thread of the caller may have little. */
    static final int DEEPEST = 300;

    private final Map<LockNode, InputPath> places = new IdentityHashMap<>();

    /** @param ends whether something is said about the inputs below {@code at}, so that they are not those of the node alone */
    void enter(LockNode node, InputPath at, boolean ends) {
        InputPath outer = places.putIfAbsent(node, at);
        if (outer != null && !ends) {
            throw new FlakeException(
                    "the lock file says that the input '" + at + "' is the input '" + outer
                            + "', in which it lies: such a lock file has no end; remove it, or lock all inputs anew with 'nix flake update'");
        }
    }

    void leave(LockNode node, InputPath at) {
        if (places.get(node) == at) {
            places.remove(node);
        }
    }

    static void checkDepth(InputPath path) {
        if (path.names().size() > DEEPEST) {
            throw new FlakeException("the inputs of the flake lie more than " + DEEPEST + " deep in each other, from '"
                    + new InputPath(path.names().subList(0, 3))
                    + "' on; remove the lock file if it says so without need");
        }
    }
}
