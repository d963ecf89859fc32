package io.github.nix4j.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.testkit.program.Fixture;
import io.github.nix4j.testkit.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs give the same from the compiled form on disk as from their texts. */
class CompiledProgramsTest {
    private static final int PROGRAMS = Integer.getInteger("nix4j.programs", 400);
    private static final long SEED = 17;

    @TempDir
    Path scratch;

    @Test
    void compiledFormsGiveTheSame() throws IOException {
        Path directory = Fixture.world(scratch);
        Programs programs = Programs.of(SEED);
        for (int i = 0; i < PROGRAMS; i++) {
            Campaign.Entry entry = Campaign.entry(i, programs.get(i));
            Outcome expected = Campaign.alone(directory, entry);
            assertThat(Campaign.alone(directory, entry, true))
                    .as("program %s of seed %s, compiled: %s", i, SEED, entry)
                    .isEqualTo(expected);
            assertThat(Campaign.alone(directory, entry, true))
                    .as("program %s of seed %s, read back: %s", i, SEED, entry)
                    .isEqualTo(expected);
        }
        try (Stream<Path> files = Files.walk(scratch.resolve("cache/nix4j/compiled"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
        }
    }
}
