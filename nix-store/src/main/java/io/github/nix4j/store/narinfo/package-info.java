/**
 * What binary caches say about objects, and the signatures that make it believable. Start at
 * {@link io.github.nix4j.store.narinfo.NarInfo}.
 */
@NullMarked
package io.github.nix4j.store.narinfo;

import org.jspecify.annotations.NullMarked;
