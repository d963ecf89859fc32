package io.github.nix4j.store.derivation;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a derivation takes from another one.
 *
 * @param outputs the names of outputs it takes
 * @param dynamic what it takes from derivations that are themselves outputs of the other one, by output name
 */
public record DerivationInput(SortedSet<String> outputs, SortedMap<String, DerivationInput> dynamic) {
    public DerivationInput {
        outputs = ImmutableSortedSet.copyOfSorted(outputs);
        dynamic = ImmutableSortedMap.copyOfSorted(dynamic);
    }

    /** Takes {@code outputs} and nothing dynamic. */
    public static DerivationInput of(SortedSet<String> outputs) {
        return new DerivationInput(outputs, ImmutableSortedMap.of());
    }
}
