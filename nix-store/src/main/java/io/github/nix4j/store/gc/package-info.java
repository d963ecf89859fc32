/**
 * Deletes what nobody needs from stores on the disk. {@link io.github.nix4j.store.DiskStore#collector} is where to start: a
 * {@link io.github.nix4j.store.gc.GarbageCollector} tells what is needed and what is not, and deletes it.
 */
@NullMarked
package io.github.nix4j.store.gc;

import org.jspecify.annotations.NullMarked;
