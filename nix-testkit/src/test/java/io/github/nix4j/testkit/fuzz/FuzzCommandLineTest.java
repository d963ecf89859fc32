package io.github.nix4j.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fuzzer says of its words and variables. */
class FuzzCommandLineTest {
    private static final String USAGE = "usage: fuzz COUNT [SEED [REPORT]]\n";

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) throws Exception {
        out.reset();
        err.reset();
        return Fuzz.run(
                List.of(words),
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void refuses(String message, String... words) throws Exception {
        assertThat(run(words)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("fuzz: " + message + "\n" + USAGE);
        assertThat(out.size()).isZero();
    }

    /** Programs of a reference that say nothing and do nothing. */
    private Path mute() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String name : List.of("nix", "nix-instantiate")) {
            Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return bin;
    }

    @Test
    void wordsThatAreNone() throws Exception {
        refuses("COUNT is missing");
        refuses("COUNT is no whole number from 1 to 2147483647: 'many'", "many");
        refuses("COUNT is no whole number from 1 to 2147483647: '-5'", "-5");
        refuses("COUNT is no whole number from 1 to 2147483647: '0'", "0");
        refuses("COUNT is no whole number from 1 to 2147483647: '99999999999'", "99999999999");
        refuses("COUNT is no whole number from 1 to 2147483647: '--count'", "--count", "5");
        refuses("SEED is no whole number of 64 bits: 'x'", "5", "x");
        refuses("one word too many: 'd'", "1", "2", "c", "d");
    }

    @Test
    void helpIsTheUsageAlone() throws Exception {
        for (String word : List.of("--help", "-h")) {
            assertThat(run("5", word)).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(USAGE);
        }
    }

    @Test
    void aReferenceHasToBeThere() throws Exception {
        refuses("NIX_REFERENCE has to name the folder of C++ Nix's programs", "5");
        variables.put("NIX_REFERENCE", "/nonexistent");
        refuses("NIX_REFERENCE names no folder with the program 'nix-instantiate': '/nonexistent'", "5");
        Path bin = mute();
        Files.delete(bin.resolve("nix"));
        variables.put("NIX_REFERENCE", bin.toString());
        refuses("NIX_REFERENCE names no folder with the program 'nix': '" + bin + "'", "5");
    }

    @Test
    void aReportThatCannotBeWrittenIsToldFirst() throws Exception {
        variables.put("NIX_REFERENCE", mute().toString());
        Path report = folder.resolve("none/report");
        refuses("REPORT cannot be written: '" + report + "'", "5", "1", report.toString());
        refuses("REPORT cannot be written: '" + folder + "'", "5", "1", folder.toString());
    }

    @Test
    void withoutRealFilesItGoesOn() throws Exception {
        variables.put("NIX_REFERENCE", mute().toString());
        variables.put("CORPORA", "/nonexistent");
        Path report = folder.resolve("report");
        assertThat(run("1", "5", report.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "fuzz: CORPORA names no folder, so that there are no mutants of real files: '/nonexistent'\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("seed 5\n").contains("difference: ");
        assertThat(report).isNotEmptyFile();
    }
}
