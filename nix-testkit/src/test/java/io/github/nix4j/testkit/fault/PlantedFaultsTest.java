package io.github.nix4j.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tool says of its words, and of what it found. */
class PlantedFaultsTest {
    private static final Path SOURCES = Path.of("../nix-lang/src/main/java/io/github/nix4j/lang");

    @TempDir
    Path folder;

    private void refuses(String message, Map<String, String> variables, String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = PlantedFaults.run(
                SOURCES,
                List.of(words),
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(message + "usage: plant-faults FAULTS PROGRAMS [SEED [TEXT]]\n");
    }

    @Test
    void wordsThatAreNone() throws Exception {
        String range = " is no whole number from 1 to 2147483647: ";
        refuses("plant-faults: FAULTS is missing\n", Map.of());
        refuses("", Map.of(), "--help");
        refuses("plant-faults: PROGRAMS is missing\n", Map.of(), "5");
        refuses("plant-faults: FAULTS" + range + "'-1'\n", Map.of(), "-1", "5");
        refuses("plant-faults: FAULTS" + range + "'x'\n", Map.of(), "x", "5");
        refuses("plant-faults: PROGRAMS" + range + "'-5'\n", Map.of(), "1", "-5");
        refuses("plant-faults: SEED is no whole number of 64 bits: '1.5'\n", Map.of(), "1", "5", "1.5");
        refuses("plant-faults: one word too many: 'x'\n", Map.of(), "1", "5", "1", "text", "x");
    }

    @Test
    void aReferenceHasToBeThere() throws Exception {
        refuses("plant-faults: NIX_REFERENCE has to name the folder of C++ Nix's programs\n", Map.of(), "1", "5");
        refuses(
                "plant-faults: NIX_REFERENCE names no folder with the program 'nix-instantiate': '/nonexistent'\n",
                Map.of("NIX_REFERENCE", "/nonexistent"),
                "1",
                "5");
    }

    @Test
    void aTextThatNoFaultHas() throws Exception {
        for (String name : List.of("nix", "nix-instantiate")) {
            Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        refuses(
                "plant-faults: no fault has TEXT in its description: 'not in any line'\n",
                Map.of("NIX_REFERENCE", folder.toString()),
                "1",
                "5",
                "1",
                "not in any line");
    }

    @Test
    void theEndIsToldPlainly() {
        assertThat(new PlantedFaults.Tally(3, 1, 0).text()).isEqualTo("3 faults were planted: 1 found, 2 missed.");
        assertThat(new PlantedFaults.Tally(1, 1, 1).text())
                .isEqualTo("1 fault was planted: 1 found, 0 missed. With 1 of those that were found no JVM runs.");
    }

    /** Whether values in messages have colours shows in no mode; whether they are marked when they come again does. */
    @Test
    void oneFaultOfALineIsLeftOut() throws IOException {
        LeftOut leftOut = LeftOut.read();
        List<String> kept = new ArrayList<>();
        for (Fault fault : Fault.in(SOURCES.resolve("internal/print/PrintOptions.java"))) {
            if (fault.text().contains("10, 10, 10, 1024") && fault.from().equals("true") && !leftOut.contains(fault)) {
                kept.add(fault.from() + " " + fault.nth());
            }
        }
        assertThat(kept).containsExactly("true 2");
    }
}
