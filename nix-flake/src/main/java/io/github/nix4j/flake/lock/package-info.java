/**
 * Lock files: their model, reading, writing and comparing, and the algorithm that makes them. Start at
 * {@link io.github.nix4j.flake.lock.LockFile}; it needs no evaluator.
 */
@NullMarked
package io.github.nix4j.flake.lock;

import org.jspecify.annotations.NullMarked;
