package io.github.nix4j.store.gc;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.path.StorePath;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Finds out which objects of a store are needed, and deletes others.
 *
 * <p>Needed are the roots and what they refer to. Roots are what links in the folders {@code gcroots} and {@code profiles} lead to,
 * directly or over one more link; what programs that run have open, are, or name in their environment, where the system has
 * {@code /proc}; and what any open store, of this process or another, has added, looked for with
 * {@link io.github.nix4j.store.StoreReader#addTempRoot} or is building, until it is closed.
 *
 * <p>Others may write to the store while objects are deleted. One collection runs at a time; another one waits for it. Interrupting
 * the thread ends a collection between two objects, with a {@link StoreException}. Every method looks anew. Thread-safe.
 *
 * <p>All methods throw {@link StoreException} where something cannot be read or deleted, and for stores in which C++ Nix keeps its
 * database: what that knows of would look like garbage. Links that lead nowhere are removed from {@code gcroots/auto}.
 */
public interface GarbageCollector {
    /** Deletes all, however much it is. */
    long UNLIMITED = Long.MAX_VALUE;

    /**
     * The roots, and what makes each one: absolute paths of links, or <code>{temp:PID}</code> for what a process holds; byte text.
     */
    SortedMap<StorePath, SortedSet<String>> roots();

    /** The objects that are needed. */
    SortedSet<StorePath> live();

    /** Full paths of what {@link #deleteDead} would delete: objects, and what else lies in the store's folder; byte text. */
    SortedSet<String> dead();

    /**
     * Deletes what is not needed.
     *
     * @param maxFreed after how many bytes to stop: the object that goes beyond is the last one
     */
    Freed deleteDead(long maxFreed);

    /**
     * Deletes objects, none of which may be needed by others but these.
     *
     * @param ignoreLiveness whether they may be needed by roots that are outside of the store; what open stores hold stays
     */
    Freed delete(Set<StorePath> paths, boolean ignoreLiveness);
}
