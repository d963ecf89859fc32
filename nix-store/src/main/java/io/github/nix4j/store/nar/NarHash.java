package io.github.nix4j.store.nar;

import io.github.nix4j.store.hash.Hash;

/**
 * The hash of an archive.
 *
 * @param hash the hash of its bytes
 * @param size how many bytes it has
 */
public record NarHash(Hash hash, long size) {}
