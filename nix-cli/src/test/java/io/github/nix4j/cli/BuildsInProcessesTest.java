package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What builds depend on that a process has for itself: its mask of modes, and its end. */
@DisabledOnOs(OS.WINDOWS)
class BuildsInProcessesTest {
    @TempDir
    Path directory;

    /** The program in this folder, after {@code before} in a shell. */
    private Process build(String before, String expression) throws IOException {
        String store = "local?store=" + directory.resolve("store") + "&state=" + directory.resolve("state");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", before + "; exec \"$@\"", "sh"));
        command.addAll(ProcessTest.program(
                        List.of("-Xshare:auto"),
                        "build",
                        "--no-link",
                        "--impure",
                        "--store",
                        store,
                        "--option",
                        "sandbox",
                        "false",
                        "--expr",
                        expression)
                .command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile());
        builder.environment().put("HOME", directory.toString());
        return builder.start();
    }

    @Test
    @Timeout(120)
    void buildersThatArePartOfNixDoNotHeedTheMask() throws Exception {
        Files.writeString(directory.resolve("file"), "content\n");
        Process process = build("umask 0", """
                [
                  (import <nix/fetchurl.nix> {
                    url = "file://%s/file";
                    hash = "sha256-%s";
                  })
                  (derivation {
                    name = "env"; system = "builtin"; builder = "builtin:buildenv"; manifest = "/m"; derivations = [ ];
                  })
                ]
                """.formatted(
                        directory,
                        Base64.getEncoder()
                                .encodeToString(MessageDigest.getInstance("SHA-256")
                                        .digest(Files.readAllBytes(directory.resolve("file"))))));
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("said")))
                .isZero();
    }

    private List<Path> folders() throws IOException {
        Path builds = directory.resolve("state/nix4j/builds");
        if (!Files.isDirectory(builds)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(builds)) {
            return found.filter(Files::isDirectory).toList();
        }
    }

    private static String derivation(String name, String script) {
        return "derivation { name = \"%s\"; system = builtins.currentSystem; builder = \"/bin/sh\"; args = [ \"-c\" \"%s\" ]; }"
                .formatted(name, script);
    }

    @Test
    @Timeout(120)
    void whatAKilledBuildLeavesGoesWithTheNextOne() throws Exception {
        Process process = build("true", derivation("slow", "/bin/sleep 60; echo > $out"));
        while (folders().stream().noneMatch(folder -> Files.exists(folder.resolve("start")))) {
            assertThat(process.isAlive())
                    .as(Files.readString(directory.resolve("said")))
                    .isTrue();
            Thread.sleep(20);
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        assertThat(folders()).hasSize(1);
        assertThat(build("true", derivation("quick", "echo > $out")).waitFor()).isZero();
        assertThat(folders()).isEmpty();
    }
}
