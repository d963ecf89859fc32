package io.github.nix4j.store.path;

import com.google.common.collect.ImmutableSortedSet;
import java.util.SortedSet;

/**
 * What a store object refers to, with itself apart, since its own path is not known before it is hashed.
 *
 * @param others the other objects
 * @param self whether it refers to itself
 */
public record StoreReferences(SortedSet<StorePath> others, boolean self) {
    /** No references. */
    public static final StoreReferences NONE = new StoreReferences(ImmutableSortedSet.of(), false);

    public StoreReferences {
        others = ImmutableSortedSet.copyOfSorted(others);
    }

    /** Refers to {@code others} only. */
    public static StoreReferences to(Iterable<StorePath> others) {
        return new StoreReferences(ImmutableSortedSet.copyOf(others), false);
    }

    public boolean isEmpty() {
        return others.isEmpty() && !self;
    }
}
