/**
 * Binary caches: stores that are folders of files, here or behind a web server. Start at {@code BinaryCaches}, which opens them;
 * {@code ClosureCopy} and {@code ContentAddressing} bring objects from them to other stores.
 */
@NullMarked
package io.github.nix4j.store.cache;

import org.jspecify.annotations.NullMarked;
