/**
 * Store paths: their names, and how they follow from content. Start at {@link io.github.nix4j.store.path.StoreDir}.
 */
@NullMarked
package io.github.nix4j.store.path;

import org.jspecify.annotations.NullMarked;
