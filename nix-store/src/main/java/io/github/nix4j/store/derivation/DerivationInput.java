package io.github.nix4j.store.derivation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a derivation takes from another one.
 *
 * @param outputs the names of outputs it takes
 * @param dynamic what it takes from derivations that are themselves outputs of the other one, by output name
 */
public record DerivationInput(SortedSet<String> outputs, SortedMap<String, DerivationInput> dynamic) {
    public DerivationInput {
        outputs = Collections.unmodifiableSortedSet(new TreeSet<>(outputs));
        dynamic = dynamic.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(dynamic));
    }

    /** Takes {@code outputs} and nothing dynamic. */
    public static DerivationInput of(SortedSet<String> outputs) {
        return new DerivationInput(outputs, Collections.emptySortedMap());
    }
}
