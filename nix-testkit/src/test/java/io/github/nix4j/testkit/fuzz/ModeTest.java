package io.github.nix4j.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.testkit.program.Program;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which modes the numbers of programs lead to. */
class ModeTest {
    private static final Program PLAIN = new Program("1", Set.of());
    private static final Program ROOT = new Program("{ a }: { result = a; }", Set.of("corner: root arguments"));
    private static final Program PACKAGES = new Program("{ }", Set.of("corner: package sets"));

    /** Every step through the numbers reaches what all of them do: a campaign on many cores takes steps, as mutants do. */
    @Test
    void noStepMissesAMode() {
        for (Program program : new Program[] {PLAIN, ROOT, PACKAGES}) {
            Set<String> all = names(program, 1, 0);
            assertThat(all).hasSizeGreaterThan(10);
            for (int step : new int[] {2, 3, 10, 20, 37, 113, 117}) {
                assertThat(names(program, step, step - 1)).as("step %d", step).isEqualTo(all);
            }
        }
        assertThat(names(ROOT, 1, 0)).contains("select-two", "arguments", "strict", "select-wrong-gated");
        assertThat(names(PACKAGES, 1, 0)).contains("derivations", "derivations-select", "strict");
    }

    @Test
    void oneInTenHasExperimentalFeatures() {
        for (int step : new int[] {1, 3, 10, 20}) {
            int gated = 0;
            for (int i = 0; i < 20_000; i++) {
                gated += Mode.of(i * step, PLAIN).isGated() ? 1 : 0;
            }
            assertThat(gated).as("step %d", step).isBetween(1800, 2200);
        }
        assertThat(Mode.of(1, new Program("1 |> x", Set.of("pipe"))).isGated()).isTrue();
    }

    @Test
    void eachNameIsKnownToTheCensus() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Program program : new Program[] {PLAIN, ROOT, PACKAGES}) {
            for (int i = 0; i < 20_000; i++) {
                counts.merge(Mode.of(i, program).plainName(), 1, Integer::sum);
            }
        }
        assertThat(Mode.names()).containsAll(counts.keySet());
        assertThat(counts.keySet()).containsAll(Mode.names());
    }

    private static Set<String> names(Program program, int step, int first) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < 100_000; i++) {
            names.add(Mode.of(first + i * step, program).name());
        }
        return names;
    }
}
