package io.github.nix4j.store.cache;

import java.nio.file.Path;

/** A file of a cache that is on this machine until it is closed, at the latest. */
interface CacheFile extends AutoCloseable {
    /** Where it is. */
    Path path();

    @Override
    void close();
}
