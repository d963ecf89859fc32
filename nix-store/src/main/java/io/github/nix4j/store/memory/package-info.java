/** Stores without a disk: {@link io.github.nix4j.store.memory.InMemoryStore} for embedding, and one that holds nothing. */
@NullMarked
package io.github.nix4j.store.memory;

import org.jspecify.annotations.NullMarked;
