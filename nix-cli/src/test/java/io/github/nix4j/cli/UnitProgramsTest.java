package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs that the unit tests of Nix's evaluator evaluate, read in place from the source tree that {@code NIX_LANG_SUITE}
 * names: value, error and trace as the reference's. What those tests expect is in tables of our own (see
 * {@code UnitCoverageTest}).
 */
class UnitProgramsTest {
    private static final int AT_LEAST = 300;
    private static final String LITERAL = "R\"(?:\\w*)\\((?<raw>.*?)\\)\\w*\"|\"(?<text>(?:\\\\.|[^\"\\\\])*)\"";
    private static final Pattern CALL = Pattern.compile(
            "(?:eval|ASSERT_(?:DERIVATION_)?TRACE\\d)\\s*\\(\\s*(?<literals>(?:(?:R\"\\w*\\(.*?\\)\\w*\"|\"(?:\\\\.|[^\"\\\\])*\")\\s*)+)",
            Pattern.DOTALL);

    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    static Stream<String> programs() throws IOException {
        String tree = System.getenv("NIX_LANG_SUITE");
        if (tree == null && System.getenv("NIX4J_REQUIRE_DATA") != null) {
            fail("NIX_LANG_SUITE does not name a source tree of Nix");
        }
        assumeTrue(tree != null, "skipped: NIX_LANG_SUITE does not name a source tree of Nix");
        List<String> programs = new ArrayList<>();
        for (String file : List.of("primops.cc", "error_traces.cc", "trivial.cc", "json.cc")) {
            String source =
                    Files.readString(Path.of(tree).resolve("src/libexpr-tests").resolve(file));
            CALL.matcher(source).results().map(UnitProgramsTest::program).forEach(programs::add);
        }
        return programs.stream().distinct();
    }

    /** The text of the literals that follow each other. */
    private static String program(MatchResult call) {
        StringBuilder text = new StringBuilder();
        Pattern.compile(LITERAL, Pattern.DOTALL)
                .matcher(call.group(1))
                .results()
                .forEach(literal -> {
                    String raw = literal.group(1);
                    text.append(raw != null ? raw : unescaped(literal.group(2)));
                });
        return text.toString();
    }

    private static String unescaped(String literal) {
        return literal.replace("\\n", "\n").replace("\\t", "\t").replaceAll("\\\\(.)", "$1");
    }

    @Test
    void thereAreAllOfThem() throws IOException {
        assertThat(programs().count()).isGreaterThanOrEqualTo(AT_LEAST);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void givesWhatTheReferenceGives(String program) throws Exception {
        Map<String, String> environment = Map.of(
                "NIX_CONFIG",
                "extra-experimental-features = nix-command flakes fetch-tree pipe-operators parse-toml-timestamps",
                "_NIX_UNIT_TEST_ENV_VALUE",
                "value");
        String[] words = {"--eval", "--strict", "--show-trace", "-E", program};
        ProgramRun expected = ProgramRun.reference(bin, directory, environment, "", "nix-instantiate", words);
        ProgramRun found = ProgramRun.ours(directory, environment, "", "nix-instantiate", words);
        if (program.contains("currentTime")) {
            ProgramRun later = ProgramRun.reference(bin, directory, environment, "", "nix-instantiate", words);
            assertThat(seconds(found)).isBetween(seconds(expected), seconds(later));
        } else {
            assertThat(found).isEqualTo(expected);
        }
    }

    /** The clock that a run printed: a second may begin between two runs. */
    private static long seconds(ProgramRun run) {
        assertThat(run).isEqualTo(new ProgramRun(0, run.out(), ""));
        return Long.parseLong(run.out().strip());
    }
}
