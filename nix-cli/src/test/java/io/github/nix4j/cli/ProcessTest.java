package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What only a process of its own shows: the launcher's refusals, and what a signal does. */
@DisabledOnOs(OS.WINDOWS)
class ProcessTest {
    private static final Path LAUNCHER = Path.of("src", "main", "dist", "nix4j");

    private record Ended(int status, String err) {}

    private static Ended end(Process process, BufferedReader err) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            text.append(line).append('\n');
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), text.toString());
    }

    private static Ended launch(String javaHome) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", LAUNCHER.toString(), "--version");
        builder.environment().put("NIX4J_JAVA_HOME", javaHome);
        Process process = builder.start();
        try (BufferedReader err = process.errorReader()) {
            return end(process, err);
        }
    }

    @Test
    void theLauncherRefusesAFolderThatIsNoJdk() throws Exception {
        assertThat(launch("/nowhere"))
                .isEqualTo(new Ended(
                        1,
                        "nix4j: NIX4J_JAVA_HOME ('/nowhere') is no folder of a JDK: it lacks bin/java or the file"
                                + " 'release'\n"));
    }

    @Test
    void aSignalEndsTheRunWithNixsMessage() throws Exception {
        String endless = "let f = n: if n == 0 then 0 else f (n - 1); in builtins.trace \"started\""
                + " (builtins.foldl' (a: b: a + f 1000) 0 (builtins.genList (x: x) 10000000))";
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.nix4j.cli.Main",
                "eval",
                "--expr",
                endless);
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader err = process.errorReader()) {
            assertThat(err.readLine()).isEqualTo("trace: started");
            process.toHandle().destroy();
            assertThat(end(process, err)).isEqualTo(new Ended(1, "error: interrupted by the user\n"));
        } finally {
            process.destroyForcibly();
        }
    }
}
