package io.github.nix4j.store.derivation;

import io.github.nix4j.store.hash.Hash;
import java.util.SortedMap;

/**
 * The hash of a derivation modulo fixed outputs: what identifies it by what it makes rather than by how its inputs came about.
 *
 * @param outputs the hash for each output
 * @param deferred whether output paths do not follow from it yet, because some input's content decides its own path
 */
public record DerivationHash(SortedMap<String, Hash> outputs, boolean deferred) {}
