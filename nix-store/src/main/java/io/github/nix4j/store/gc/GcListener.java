package io.github.nix4j.store.gc;

/** Is told what a collector does. Texts are byte text. Called by the thread that collects. */
public interface GcListener {
    /** Listens to nothing. */
    GcListener SILENT = new GcListener() {};

    /** A line for whoever wants to know what goes on, as Nix has it. */
    default void progress(String line) {}

    /** The same for whoever wants to know more. */
    default void detail(String line) {}

    /** The collector has become the only one of its store; it has looked at nothing yet. */
    default void locked() {}

    /** All that was held when the collection began has been found. */
    default void rootsFound() {}

    /** Something in the store's folder, by its full path, is being deleted: nobody finds it any more. */
    default void deleting(String path) {}

    /**
     * It is gone.
     *
     * @param bytes the size of its files, but for those that have three names or more
     */
    default void deleted(String path, long bytes) {}
}
