/**
 * Derivations: the recipes that the store builds. Start at {@link io.github.nix4j.store.derivation.Derivation};
 * {@link io.github.nix4j.store.derivation.DerivationHasher} gives the hashes that output paths follow from.
 */
@NullMarked
package io.github.nix4j.store.derivation;

import org.jspecify.annotations.NullMarked;
