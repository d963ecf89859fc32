package io.github.nix4j.store.build;

import io.github.nix4j.store.Store;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StorePath;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells what a build would have to make, in any store: also in those that nothing can be built in. */
public final class MissingDerivations {
    private final Store store;
    private final LinkedHashSet<StorePath> missing = new LinkedHashSet<>();
    private final Set<StorePath> seen = new TreeSet<>();

    private MissingDerivations(Store store) {
        this.store = store;
    }

    /** The derivations that have to be built for {@code targets}, inputs first. */
    public static List<StorePath> of(Store store, Collection<BuildTarget> targets) {
        MissingDerivations found = new MissingDerivations(store);
        targets.stream()
                .sorted(Comparator.comparing(BuildTarget::derivation))
                .forEach(target -> found.add(target.derivation(), target.outputs()));
        return List.copyOf(found.missing);
    }

    private void add(StorePath path, Set<String> outputs) {
        Derivation derivation = store.readDerivation(path);
        if (areValid(store, derivation, outputs) || !seen.add(path)) {
            return;
        }
        derivation.inputs().forEach((input, wanted) -> add(input, wanted.outputs()));
        missing.add(path);
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
