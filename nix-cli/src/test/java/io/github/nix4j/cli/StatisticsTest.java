package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --stats}: work is counted as the reference counts it, and never more is done than there. */
class StatisticsTest {
    private static final String PROGRAM = "let f = { a, b ? a + 1, ... }@args: a + b + (args.c or 0);"
            + " g = n: let s = { a = n; d.e = n; }; in f s + s.d.e + (if s ? d.x then 1 else 0);"
            + " h = n: (rec { x = n; y = with { z = x; }; z; } // { w = 1; }).y;"
            + " in builtins.foldl' (sum: n: sum + g n + h n) 0 (builtins.genList (x: x) 100)";

    @TempDir
    Path directory;

    /** What NIX_SHOW_STATS of 2.34.8 says of the program. */
    @ParameterizedTest
    @CsvSource({
        "nrThunks, 506",
        "nrAvoided, 802",
        "nrFunctionCalls, 600",
        "nrPrimOpCalls, 2",
        "nrLookups, 402",
        "number, 902",
        "elements, 1331"
    })
    void countsAreAtMostTheReferences(String name, long reference) {
        ProgramRun run = ProgramRun.ours(directory, "", "nix4j", "eval", "--impure", "--stats", "--expr", PROGRAM);
        assertThat(run.status()).isZero();
        assertThat(run.out().strip()).isEqualTo("19900");
        // Fewer environments: functions right in functions share one.
        assertThat(count(run.err(), name)).isBetween(reference * 8 / 10, reference);
    }

    @Test
    void nothingIsReportedUnlessAskedFor() {
        assertThat(ProgramRun.ours(directory, "", "nix4j", "eval", "--expr", "1")
                        .err())
                .isEmpty();
    }

    private static long count(String report, String name) {
        Matcher matcher = Pattern.compile('"' + name + "\": (\\d+)").matcher(report);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
