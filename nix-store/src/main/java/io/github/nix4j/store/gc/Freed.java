package io.github.nix4j.store.gc;

/**
 * What a deletion came to.
 *
 * @param paths how many things in the store's folder were deleted
 * @param bytes the size of their files
 */
public record Freed(int paths, long bytes) {}
