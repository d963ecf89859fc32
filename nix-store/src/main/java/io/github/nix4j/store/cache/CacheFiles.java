package io.github.nix4j.store.cache;

import io.github.nix4j.store.StoreException;
import org.jspecify.annotations.Nullable;

/** The files of a binary cache, wherever they are. Names are byte text, relative to the cache. Thread-safe. */
interface CacheFiles {
    /** How messages name the cache. */
    String uri();

    /** Whether a cache may say nothing of itself, as a new folder. */
    boolean mayBeNew();

    /** The content of a small file; null if there is none. Throws {@link StoreException} if nobody can tell. */
    byte @Nullable [] find(String name);

    /** Brings a file here; throws {@link StoreException}, also if there is none. The caller closes it. */
    CacheFile fetch(String name);
}
