package io.github.nix4j.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.testkit.fuzz.Campaign;
import io.github.nix4j.testkit.program.Program;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which programs are replayed. */
class ReplayTest {
    /** One in twenty-five programs for nothing in particular, and of them one in ten with experimental features. */
    @Test
    void generalProgramsRunWithAndWithoutFeatures() {
        Program general = new Program("1", Set.of("integer"));
        int chosen = 0;
        int gated = 0;
        for (int i = 0; i < 75_000; i++) {
            if (Replay.isChosen(i, general)) {
                chosen++;
                gated += Campaign.entry(i, general).mode().name().endsWith("-gated") ? 1 : 0;
            }
        }
        assertThat(chosen).isBetween(2700, 3300);
        assertThat(gated).isBetween(230, 370);
        assertThat(Replay.isChosen(3, new Program("1", Set.of("wrong operand"))))
                .isTrue();
    }
}
