package io.github.nix4j.store.build;

import io.github.nix4j.store.Store;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StorePath;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells what a build would have to make, in any store: also in those that nothing can be built in. */
public final class MissingDerivations {
    private final Store store;
    private final SortedMap<StorePath, Derivation> missing = new TreeMap<>();
    private final LinkedHashSet<StorePath> ordered = new LinkedHashSet<>();

    private MissingDerivations(Store store) {
        this.store = store;
    }

    /** The derivations that have to be built for {@code targets}: by their paths, but each after its inputs, as in C++ Nix. */
    public static List<StorePath> of(Store store, Collection<BuildTarget> targets) {
        MissingDerivations found = new MissingDerivations(store);
        targets.forEach(target -> found.add(target.derivation(), target.outputs()));
        found.missing.keySet().forEach(found::order);
        return List.copyOf(found.ordered);
    }

    private void add(StorePath path, Set<String> outputs) {
        Derivation derivation = store.readDerivation(path);
        if (!areValid(store, derivation, outputs) && missing.put(path, derivation) == null) {
            derivation.inputs().forEach((input, wanted) -> add(input, wanted.outputs()));
        }
    }

    private void order(StorePath path) {
        Derivation derivation = missing.get(path);
        if (derivation != null && !ordered.contains(path)) {
            derivation.inputs().keySet().forEach(this::order);
            ordered.add(path);
        }
    }

    /** Whether none of these outputs has to be built. */
    static boolean areValid(Store store, Derivation derivation, Set<String> outputs) {
        for (String output : outputs) {
            StorePath path = derivation.outputPath(store.storeDir(), output);
            if (path == null || !store.isValid(path)) {
                return false;
            }
        }
        return true;
    }
}
