package io.github.nix4j.lang.internal.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.store.ByteText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a folder of compiled files, are killed, or find the disk full. */
@DisabledOnOs(OS.WINDOWS)
class CompiledFilesProcessTest {
    @TempDir
    Path parent;

    private Path folder() {
        return parent.resolve("compiled");
    }

    private List<String> command(int from, int runs, int count) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PackingProcess.class.getName(),
                folder().toString(),
                String.valueOf(from),
                String.valueOf(runs),
                String.valueOf(count));
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void end(Process process) throws InterruptedException {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** How many of the texts are found; what is found is right. */
    private int found(int from, int to) {
        CompiledFiles files = CompiledFiles.in(folder(), ParseOptions.DEFAULT);
        int found = 0;
        for (int i = from; i < to; i++) {
            String text = PackingProcess.text(i);
            CompiledForm form = files.find(ByteText.bytes(text), text);
            if (form != null) {
                found++;
                assertThat(form.names()).contains("a" + i);
            }
        }
        files.close();
        return found;
    }

    @Test
    void processesShareTheFolderWhichIsTheirOwnersAlone() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start(command(i * 100, 5, 20)));
        }
        for (Process process : processes) {
            end(process);
        }
        assertThat(found(0, 300)).isEqualTo(300);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    /** Packs of another version come and go all the while, as those of its processes would. */
    @Test
    void processesOfAnotherVersionKeepTheirPacks() throws Exception {
        Files.createDirectories(folder());
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(start(command(i * 200, 10, 20)));
        }
        int packs = 0;
        while (processes.stream().anyMatch(Process::isAlive)) {
            Path next = folder().resolve(packs + ".pack999");
            Files.write(folder().resolve("next.tmp"), new byte[500]);
            Files.move(folder().resolve("next.tmp"), next);
            if (packs > 0) {
                assertThat(Files.deleteIfExists(folder().resolve((packs - 1) + ".pack999")))
                        .isTrue();
            }
            packs++;
        }
        for (Process process : processes) {
            end(process);
        }
        assertThat(folder().resolve((packs - 1) + ".pack999")).exists();
        assertThat(found(0, 400)).isEqualTo(400);
    }

    @Test
    void aKilledProcessLeavesWhatItHadFinished() throws Exception {
        for (int round = 0; round < 3; round++) {
            int from = round * 100_000;
            int runs = round * 3 + 1;
            Process process = start(command(from, 1000, 50));
            try (BufferedReader out = process.inputReader()) {
                for (int run = 0; run < runs; run++) {
                    assertThat(out.readLine()).isEqualTo("run " + run);
                }
                process.destroyForcibly();
                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            }
            assertThat(found(from, from + runs * 50)).isEqualTo(runs * 50);
        }
    }

    @Test
    void onAFullDiskEverythingIsParsed() throws Exception {
        end(start(command(0, 1, 20)));
        assertThat(found(0, 20)).isEqualTo(20);
        // No file may become longer than two blocks, as if the disk were full.
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 2; exec \"$@\"", "sh"));
        limited.addAll(command(20, 3, 20));
        end(start(limited));
        assertThat(found(20, 80)).isZero();
        assertThat(found(0, 20)).isEqualTo(20);
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files).as("nothing unfinished stays").hasSize(1);
        }
        end(start(command(20, 1, 20)));
        assertThat(found(0, 40)).isEqualTo(40);
    }
}
