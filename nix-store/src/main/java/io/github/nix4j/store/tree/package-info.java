/**
 * Read-only file trees with byte-exact names: what NAR hashing, adding to a store and evaluation all read.
 * Start at {@link io.github.nix4j.store.tree.SourceTree}.
 */
@NullMarked
package io.github.nix4j.store.tree;

import org.jspecify.annotations.NullMarked;
