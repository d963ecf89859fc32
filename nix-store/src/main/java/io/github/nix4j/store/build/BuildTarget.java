package io.github.nix4j.store.build;

import io.github.nix4j.store.path.StorePath;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Outputs of a derivation that somebody wants.
 *
 * @param derivation the {@code .drv} file's path
 * @param outputs the names of the outputs
 */
public record BuildTarget(StorePath derivation, SortedSet<String> outputs) {
    public BuildTarget {
        outputs = Collections.unmodifiableSortedSet(new TreeSet<>(outputs));
    }
}
