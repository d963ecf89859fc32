package io.github.nix4j.store.build;

import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.path.StorePath;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Outputs of a derivation that somebody wants.
 *
 * @param derivation the {@code .drv} file's path
 * @param outputs the names of the outputs; at least one
 */
public record BuildTarget(StorePath derivation, SortedSet<String> outputs) {
    /** All outputs of a derivation that {@code store} has. */
    public static BuildTarget all(StoreReader store, StorePath derivation) {
        return new BuildTarget(
                derivation,
                new TreeSet<>(store.readDerivation(derivation).outputs().keySet()));
    }

    public BuildTarget {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("no output of " + derivation + " is named");
        }
        outputs = Collections.unmodifiableSortedSet(new TreeSet<>(outputs));
    }
}
