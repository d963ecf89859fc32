package io.github.nix4j.store.path;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a store object refers to, with itself apart, since its own path is not known before it is hashed.
 *
 * @param others the other objects
 * @param self whether it refers to itself
 */
public record StoreReferences(SortedSet<StorePath> others, boolean self) {
    /** No references. */
    public static final StoreReferences NONE = new StoreReferences(new TreeSet<>(), false);

    public StoreReferences {
        others = Collections.unmodifiableSortedSet(new TreeSet<>(others));
    }

    /** Refers to {@code others} only. */
    public static StoreReferences to(Iterable<StorePath> others) {
        TreeSet<StorePath> sorted = new TreeSet<>();
        others.forEach(sorted::add);
        return new StoreReferences(sorted, false);
    }

    public boolean isEmpty() {
        return others.isEmpty() && !self;
    }
}
