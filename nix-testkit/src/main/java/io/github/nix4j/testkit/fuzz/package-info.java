/**
 * The differential fuzzer: runs programs under nix4j and under C++ Nix and compares what they print. Start at {@link
 * io.github.nix4j.testkit.fuzz.Fuzz}, its command line, and {@link io.github.nix4j.testkit.fuzz.Campaign}, the loop.
 */
@NullMarked
package io.github.nix4j.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
