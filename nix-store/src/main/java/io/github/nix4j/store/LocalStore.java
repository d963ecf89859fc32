package io.github.nix4j.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A store whose objects lie on this machine's disk at their own paths, so that programs find them there: what builds need.
 * Thread-safe.
 */
public interface LocalStore extends DiskStore {
    /** The folder in which the objects lie. */
    Path objects();

    /** The folder for what is known of the objects; builds keep their own files below it. */
    Path state();

    /** The folder for what builders print; it need not exist. */
    Path logs();

    /**
     * A new folder for a build below {@link #state}. What is left of it when this process is killed goes when another one writes to
     * the store.
     */
    Path buildFolder() throws IOException;

    /** Leaves a folder for a build to its user, who deletes it. */
    void keepBuildFolder(Path folder) throws IOException;

    /**
     * Gives all files of what lies at {@code object} the modes and times of store objects, without following links.
     *
     * @throws StoreException if there is something that no store object can hold
     * @throws IOException if the system does not let it
     */
    void makeCanonical(Path object) throws IOException;

    /**
     * Makes objects valid that lie at their places and are canonical already, all at once as far as a disk can. What they refer to
     * must be valid or among them.
     */
    void register(List<PathInfo> objects);
}
