package io.github.nix4j.store.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationHasher;
import io.github.nix4j.store.derivation.DerivationInput;
import io.github.nix4j.store.derivation.DerivationOutput;
import io.github.nix4j.store.derivation.OutputPaths;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.path.StorePath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order in which it is told what has to be built. */
class MissingDerivationsTest {
    private final InMemoryStore store = new InMemoryStore();

    private StorePath derivation(String name, StorePath... inputs) {
        TreeMap<StorePath, DerivationInput> wanted = new TreeMap<>();
        for (StorePath input : inputs) {
            wanted.put(input, DerivationInput.of(new TreeSet<>(Set.of("out"))));
        }
        Derivation plain = new Derivation(
                name,
                new TreeMap<>(Map.of("out", new DerivationOutput.Deferred())),
                wanted,
                new TreeSet<>(),
                "test-system",
                "/bin/sh",
                List.of(),
                new TreeMap<>(Map.of("out", "")),
                null);
        DerivationHasher hasher = new DerivationHasher(store.storeDir(), store::readDerivation);
        return store.addDerivation(new OutputPaths(store.storeDir(), hasher).fillIn(plain));
    }

    private List<StorePath> missing(StorePath... targets) {
        return MissingDerivations.of(
                store,
                List.of(targets).stream()
                        .map(target -> new BuildTarget(target, new TreeSet<>(Set.of("out"))))
                        .toList());
    }

    @Test
    void byPathsAlsoWhereOneIsAnInputOfALaterOne() {
        StorePath input = derivation("input");
        StorePath alone = IntStream.range(0, 1000)
                .mapToObj(i -> derivation("alone" + i))
                .filter(path -> path.compareTo(input) > 0)
                .findFirst()
                .orElseThrow();
        StorePath last = IntStream.range(0, 1000)
                .mapToObj(i -> derivation("last" + i, input))
                .filter(path -> path.compareTo(alone) > 0)
                .findFirst()
                .orElseThrow();
        assertThat(missing(last, alone)).containsExactly(input, alone, last);
    }

    @Test
    void inputsComeFirst() {
        StorePath input = derivation("input");
        StorePath user = IntStream.range(0, 1000)
                .mapToObj(i -> derivation("user" + i, input))
                .filter(path -> path.compareTo(input) < 0)
                .findFirst()
                .orElseThrow();
        assertThat(missing(user, input)).containsExactly(input, user);
    }
}
