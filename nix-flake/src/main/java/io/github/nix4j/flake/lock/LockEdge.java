package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.ref.InputPath;

/** What an input of a node is: a node of its own, or the input at another path. */
public sealed interface LockEdge {
    /** The input is {@code node}. */
    record To(LockedNode node) implements LockEdge {}

    /** The input is whatever {@code path} (from the root) is. */
    record Follows(InputPath path) implements LockEdge {}
}
