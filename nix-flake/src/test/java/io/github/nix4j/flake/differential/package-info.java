/**
 * Runs C++ Nix and nix4j on the same flakes and compares. Skipped unless the environment variable {@code NIX_REFERENCE} names
 * the directory with C++ Nix's programs.
 */
@org.jspecify.annotations.NullMarked
package io.github.nix4j.flake.differential;
