package io.github.nix4j.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.testkit.program.Fixture;
import io.github.nix4j.testkit.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs on both sides. */
class DifferentialFuzzTest {
    private static final int PROGRAMS = 2000;

    /** One program in so many is a mutant of a real file. */
    private static final int MUTANTS = 20;

    @TempDir
    Path scratch;

    private Path bin = Path.of("");

    @BeforeEach
    void findReference() {
        String reference = System.getenv("NIX_REFERENCE");
        if (reference == null && System.getenv("NIX4J_REQUIRE_DATA") != null) {
            throw new AssertionError("NIX_REFERENCE does not name the reference's programs");
        }
        Assumptions.assumeTrue(reference != null, "skipped: NIX_REFERENCE does not name the reference's programs");
        bin = Path.of(reference);
    }

    @Test
    void aFixedSeedShowsNoDifference() throws IOException {
        compare(1);
    }

    /** Finds what nobody has seen yet; what it tells of has a seed, so that it can be seen again. */
    @Test
    void aFreshSeedShowsNoDifference() throws IOException {
        long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);
        System.out.println("fuzzing from seed " + seed);
        compare(seed);
    }

    private void compare(long seed) throws IOException {
        Path directory = Fixture.world(scratch);
        List<String> found = new ArrayList<>();
        Campaign campaign = new Campaign(
                new Comparison(directory, new Reference(bin, scratch), new Nix4j()),
                difference -> found.add(difference.report()));
        Programs programs = Programs.of(seed);
        String corpora = System.getenv("CORPORA");
        RealFiles files = RealFiles.below(corpora == null ? directory.resolve("fix/empty") : Path.of(corpora));
        for (int i = 0; i < PROGRAMS; i++) {
            campaign.add(
                    i % MUTANTS == MUTANTS - 1 && !files.isEmpty()
                            ? files.mutant(seed + i)
                            : Campaign.entry(i, programs.get(i)));
        }
        campaign.finish();
        assertThat(found).as("differences from seed " + seed).isEmpty();
        assertThat(campaign.leftOut())
                .as("programs left out: %s", campaign.reasons())
                .isLessThan(PROGRAMS / 50);
        assertThat(campaign.succeeded()).as("programs with a value").isGreaterThan(PROGRAMS / 2);
    }
}
