package io.github.nix4j.testkit.fuzz;

import java.nio.file.Path;

/**
 * The store on disk of single runs: each begins without one, and both sides have it in the same place, so that their messages
 * are the same. Programs cannot reach it.
 *
 * @param directory where programs are
 */
record DiskStoreFolder(Path directory) {
    /** As command lines name it: beside the folder in which programs are so deep. */
    static final String NAME = "../../../../../store";

    /** Deletes the store, if there is one. */
    void delete() {
        ScratchFolder.delete(directory.resolve(NAME).normalize());
    }
}
