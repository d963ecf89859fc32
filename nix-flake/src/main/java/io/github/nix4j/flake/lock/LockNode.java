package io.github.nix4j.flake.lock;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node of a lock file: the root flake, or (as {@link LockedNode}) one of its dependencies. Nodes may be shared and may form
 * cycles, so two are equal only if they are the same. They do not change once their lock file has been made.
 */
public class LockNode {
    private final SortedMap<String, LockEdge> inputs = new TreeMap<>();

    LockNode() {}

    /** The inputs by name, in byte order; unmodifiable. */
    public SortedMap<String, LockEdge> inputs() {
        return Collections.unmodifiableSortedMap(inputs);
    }

    /** The input {@code name}, or null. */
    public @Nullable LockEdge input(String name) {
        return inputs.get(name);
    }

    /** For makers of lock files, before they hand it out. */
    void put(String name, LockEdge edge) {
        inputs.put(name, edge);
    }

    void putIfAbsent(String name, LockEdge edge) {
        inputs.putIfAbsent(name, edge);
    }
}
