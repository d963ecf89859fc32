/**
 * Store paths inside of objects: replaces them, and hashes an object as if its own path were not in it. Start at {@code
 * PathRewriting}.
 */
@NullMarked
package io.github.nix4j.store.rewrite;

import org.jspecify.annotations.NullMarked;
