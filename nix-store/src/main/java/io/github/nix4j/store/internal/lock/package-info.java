/** Locks between processes. */
@NullMarked
package io.github.nix4j.store.internal.lock;

import org.jspecify.annotations.NullMarked;
