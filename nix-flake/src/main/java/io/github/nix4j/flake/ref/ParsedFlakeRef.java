package io.github.nix4j.flake.ref;

/**
 * A reference with what followed its {@code #}.
 *
 * @param fragment decoded byte text; empty if there is none
 */
public record ParsedFlakeRef(FlakeRef ref, String fragment) {}
