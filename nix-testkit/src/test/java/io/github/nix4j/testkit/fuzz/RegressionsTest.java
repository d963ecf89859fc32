package io.github.nix4j.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs on which the fuzzer has found a difference, with what the reference gives for them. A row of the table
 * {@code regressions} is {@code ==== command line}, the program, {@code ---- status}, standard output, {@code ----}, standard
 * error; the folder of the run is {@code /here} there.
 */
class RegressionsTest {
    /** What the reference says of a machine that has no users who build. */
    private static final Pattern NO_BUILDERS = Pattern.compile("(?m)^warning: the group 'nixbld' .*\n");

    @TempDir
    Path scratch;

    @TempDir
    Path outputs;

    record Row(String command, String program, Outcome expected) {
        @Override
        public String toString() {
            return command + " " + program.strip();
        }
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream in = RegressionsTest.class.getResourceAsStream("regressions")) {
            assertThat(in).isNotNull();
            String table = ByteText.of(in.readAllBytes());
            return Arrays.stream(table.split("(?m)^==== ")).skip(1).map(RegressionsTest::row);
        }
    }

    private static Row row(String text) {
        int program = text.indexOf('\n') + 1;
        int status = text.indexOf("\n---- ", program) + 1;
        int out = text.indexOf('\n', status) + 1;
        // The outputs may be empty or end without a line end.
        int err = text.indexOf("----\n", out);
        return new Row(
                text.substring(0, program - 1),
                text.substring(program, status),
                new Outcome(
                        Integer.parseInt(text.substring(status + 5, out - 1)),
                        text.substring(out, err),
                        text.substring(err + 5)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void givesWhatTheReferenceGives(Row row) throws IOException {
        assertThat(run(new Nix4j(), row)).isEqualTo(row.expected());
    }

    /** A row that says something else than the reference itself would be of no use. */
    @ParameterizedTest
    @MethodSource("rows")
    void isWhatTheReferenceGives(Row row) throws IOException {
        String bin = System.getenv("NIX_REFERENCE");
        if (bin == null && System.getenv("NIX4J_REQUIRE_DATA") != null) {
            throw new AssertionError("NIX_REFERENCE does not name the reference's programs");
        }
        Assumptions.assumeTrue(bin != null, "skipped: NIX_REFERENCE does not name the reference's programs");
        Outcome found = run(new Reference(Path.of(bin), outputs), row);
        assertThat(new Outcome(
                        found.status(),
                        found.out(),
                        NO_BUILDERS.matcher(found.err()).replaceAll("")))
                .isEqualTo(row.expected());
    }

    private Outcome run(Side side, Row row) throws IOException {
        // An entry of the search path.
        Files.createDirectory(scratch.resolve("fix"));
        Files.write(scratch.resolve("program.nix"), ByteText.bytes(row.program()));
        List<String> words = List.of((row.command() + " program.nix").split(" "));
        Outcome found = side.run(scratch, words.get(0), words.subList(1, words.size()), "");
        String here = ByteText.fromUnicode(scratch.toString());
        return new Outcome(
                found.status(), found.out().replace(here, "/here"), found.err().replace(here, "/here"));
    }
}
