package io.github.nix4j.flake;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.io.TracingTree;
import io.github.nix4j.store.tree.SourceTree;

/**
 * Trees that tell what is read of them.
 *
 * @param files where their files are on the disk
 */
record TracedReads(FlakeReadListener listener, LocalFlakeFiles files) {
    /** The tree that {@code input} asked for. */
    SourceTree of(SourceTree tree, Input input) {
        return listener == FlakeReadListener.NOBODY
                ? tree
                : new TracingTree(tree, (access, path) -> listener.read(access, input, path, files.of(input, path)));
    }
}
