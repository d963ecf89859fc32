package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that need more memory than there is. The reference dies of them or takes the machine down; here each ends in an
 * error that says so, and the same evaluator goes on.
 */
@Timeout(300)
class OutOfMemoryTest {
    @TempDir
    Path folder;

    @Test
    void aFullHeapIsAnError() throws Exception {
        check("memory.txt");
    }

    /** Those that fill the heap with many small objects first. */
    @Test
    void aSlowlyFilledHeapToo() throws Exception {
        assumeTrue(Boolean.getBoolean("nix4j.slow"), "skipped: slow; -Dnix4j.slow=true runs it");
        check("memory-slow.txt");
    }

    private void check(String file) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryProgram.class.getName(),
                        file)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(280, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        List<String> lines = said.lines().toList();
        assertThat(lines).as(said).hasSize(2 * MemoryProgram.expressions(file).size());
        assertThat(lines)
                .allMatch(
                        line -> line.matches(
                                "LIMIT: (out of memory; give the JVM more or evaluate less|a (list|string) of \\d+ (elements|bytes) does not fit into memory)(, then 2)?"));
        assertThat(process.waitFor()).isZero();
    }
}
