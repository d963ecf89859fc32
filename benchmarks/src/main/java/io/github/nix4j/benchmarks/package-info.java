/** Checks and measurements against the reference on real package sets. Nothing here is published. */
@NullMarked
package io.github.nix4j.benchmarks;

import org.jspecify.annotations.NullMarked;
