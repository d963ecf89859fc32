package io.github.nix4j.store;

import io.github.nix4j.store.gc.GarbageCollector;
import io.github.nix4j.store.gc.GcListener;
import io.github.nix4j.store.gc.GcOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A store on this machine's disk, whether its objects lie at their own paths ({@link LocalStore}) or below some other root. In
 * Nix such stores say what is wrong with the name of an object where others have nothing of that name. Thread-safe.
 */
public interface DiskStore extends Store {
    /** Finds and deletes what nobody needs in this store. */
    GarbageCollector collector(GcOptions options, GcListener listener);

    /**
     * Makes a root of what a link outside of the store leads to, as long as it does.
     *
     * @param link it need not exist yet; a relative one is seen from where this process runs
     * @throws IOException if the root cannot be written down
     */
    void addIndirectRoot(Path link) throws IOException;
}
