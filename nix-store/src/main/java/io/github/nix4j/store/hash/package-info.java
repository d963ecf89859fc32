/**
 * Hashes and their text forms, and content addresses. Start at {@link io.github.nix4j.store.hash.Hash}; a stream is hashed
 * by {@link io.github.nix4j.store.hash.HashingOutputStream}.
 */
@NullMarked
package io.github.nix4j.store.hash;

import org.jspecify.annotations.NullMarked;
