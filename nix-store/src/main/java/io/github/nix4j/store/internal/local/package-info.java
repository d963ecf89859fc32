/**
 * Stores in a directory of the disk. {@link io.github.nix4j.store.internal.local.DirectoryStore} says how an object becomes
 * valid; {@link io.github.nix4j.store.internal.local.ObjectFiles} puts its files there.
 */
@NullMarked
package io.github.nix4j.store.internal.local;

import org.jspecify.annotations.NullMarked;
