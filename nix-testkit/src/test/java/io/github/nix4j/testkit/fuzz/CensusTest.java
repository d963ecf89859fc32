package io.github.nix4j.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.testkit.program.Fixture;
import io.github.nix4j.testkit.program.Program;
import io.github.nix4j.testkit.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator makes: everything, in the right amounts. */
class CensusTest {
    private static final int PROGRAMS = 6000;

    @TempDir
    Path scratch;

    @Test
    void everythingOccursAndMostProgramsEvaluate() throws IOException {
        Path directory = Fixture.world(scratch);
        Nix4j nix4j = new Nix4j();
        Comparison comparison = new Comparison(directory, nix4j, nix4j);
        Programs programs = Programs.of(20260101);
        Census census = new Census();
        for (int i = 0; i < PROGRAMS; i++) {
            Program program = programs.get(i);
            List<String> files = List.of(comparison.write("program", program.text()));
            Outcome outcome = comparison.run(nix4j, Mode.of(0, program), files);
            census.add(program, outcome);
        }
        System.out.println(census);
        assertThat(census.below(0.001)).as("rarer than one in a thousand").isEmpty();
        assertThat(census.evaluated()).as("part of programs that evaluate").isBetween(0.6, 0.73);
    }

    @Test
    void aSeedAlwaysGivesTheSamePrograms() {
        for (int i = 0; i < 100; i++) {
            assertThat(Programs.of(7).get(i)).isEqualTo(Programs.of(7).get(i));
        }
        assertThat(Programs.of(7).get(3).text())
                .isNotEqualTo(Programs.of(8).get(3).text());
    }
}
