package io.github.nix4j.store.cache;

/** Is told what is done while objects are brought from a binary cache. All lines are byte text. Called by the copying thread. */
public interface CopyListener {
    /** Listens to nothing. */
    CopyListener SILENT = new CopyListener() {};

    /** Something is copied or rewritten. */
    default void progress(String line) {}

    /** The cache is asked for something small. */
    default void detail(String line) {}

    /** Something is wrong but does not end the copying by itself; without {@code warning: } before it. */
    default void warning(String message) {}
}
