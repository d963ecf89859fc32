package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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

    /** The program {@code nix4j} on this class path, with flags for the JVM. */
    static ProcessBuilder program(List<String> flags, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.github.nix4j.cli.Main"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    @Test
    void theLibraryForZstdLeavesNoFile(@TempDir Path directory) throws Exception {
        Path archive = directory.resolve("archive.tar.zst");
        try (OutputStream out = Files.newOutputStream(archive);
                OutputStream compressed = new CompressorStreamFactory().createCompressorOutputStream("zstd", out);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(compressed)) {
            TarArchiveEntry entry = new TarArchiveEntry("top/a");
            byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        String read = "builtins.readFile \"${builtins.fetchTarball \"file://" + archive + "\"}/a\"";
        ProcessBuilder builder =
                program(List.of("-Djava.io.tmpdir=" + temporary), "eval", "--impure", "--raw", "--expr", read);
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("hello");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aSignalEndsTheRunWithNixsMessage() throws Exception {
        String endless = "let f = n: if n == 0 then 0 else f (n - 1); in builtins.trace \"started\""
                + " (builtins.foldl' (a: b: a + f 1000) 0 (builtins.genList (x: x) 10000000))";
        Process process = program(List.of(), "eval", "--expr", endless).start();
        try (BufferedReader err = process.errorReader()) {
            assertThat(err.readLine()).isEqualTo("trace: started");
            process.toHandle().destroy();
            assertThat(end(process, err)).isEqualTo(new Ended(1, "error: interrupted by the user\n"));
        } finally {
            process.destroyForcibly();
        }
    }
}
