package io.github.nix4j.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.testkit.program.Fixture;
import io.github.nix4j.testkit.program.Program;
import io.github.nix4j.testkit.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator makes: everything, in the right amounts. */
class CensusTest {
    private static final int PROGRAMS = 6000;

    @TempDir
    Path scratch;

    private Census census(int count, IntFunction<Program> programs) throws IOException {
        Path directory = Fixture.world(scratch.resolve("world" + count));
        Nix4j nix4j = new Nix4j();
        Comparison comparison = new Comparison(directory, nix4j, nix4j);
        Census census = new Census();
        for (int i = 0; i < count; i++) {
            Program program = programs.apply(i);
            // As a campaign runs it.
            Mode mode = Mode.of(i, program);
            Outcome outcome = comparison.run(nix4j, mode, List.of(comparison.write("program", program.text())));
            census.add(program, mode, outcome);
        }
        return census;
    }

    private static void check(Census census) {
        assertThat(census.below(0.001)).as("rarer than one in a thousand").isEmpty();
        assertThat(census.evaluated()).as("part of programs that evaluate").isBetween(0.63, 0.7);
    }

    @Test
    void everythingOccursAndMostProgramsEvaluate() throws IOException {
        Census census = census(PROGRAMS, Programs.of(20260101)::get);
        System.out.println(census);
        check(census);
    }

    /** The census is worth something: generators with other weights do not pass it. */
    @Test
    void otherWeightsDoNotPass() throws IOException {
        Census sound = census(600, new Programs(20260101, 0)::get);
        assertThat(sound.below(0.001)).containsKey("fault");
        assertThatThrownBy(() -> check(sound)).isInstanceOf(AssertionError.class);

        Census faulty = census(601, new Programs(20260101, 0.04)::get);
        assertThat(faulty.evaluated()).isLessThan(0.63);
        assertThatThrownBy(() -> check(faulty)).isInstanceOf(AssertionError.class);
    }

    @Test
    void whatIsNeverMadeIsTold() {
        Programs programs = Programs.of(20260101);
        Census census = new Census();
        for (int i = 0; i < PROGRAMS; i++) {
            Program program = programs.get(i);
            Set<String> used = new TreeSet<>(program.used());
            used.removeAll(Set.of("builtins.zipAttrsWith", "pipe"));
            census.add(
                    new Program(program.text(), used),
                    Mode.parsing(),
                    new Outcome(1, "", "error: infinite recursion encountered"));
        }
        assertThat(census.below(0.001))
                .containsKeys("builtins.zipAttrsWith", "pipe", "error: syntax", "warning: lint", "mode: strict")
                .doesNotContainKeys("builtins.map", "let", "error: infinite recursion", "mode: parse");
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
