package io.github.nix4j.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Program;
import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tests of nixpkgs' own library, run in place. The scripts call a {@code nix-instantiate} that runs the reference, waits until
 * nix4j has run the same call, and goes on with the reference's answer: so all of what both print is compared, and the script
 * says besides whether it is content.
 */
class StandardLibraryTest {
    /** Saves a call, runs it with the reference, and waits until this test has run it too and writes to a pipe. */
    private static final String SHIM = """
            #!/usr/bin/env bash
            call=$(mktemp -d "$NIX4J_CALLS/XXXXXXXX")
            printf '%s\\0' "$@" >"$call/arguments"
            env -0 >"$call/environment"
            pwd -P >"$call/directory"
            mkfifo "$call/done"
            mv "$call" "$call.ready"
            call=$call.ready
            NIX_REMOTE="local?store=$NIX4J_STORE/store&state=$NIX4J_STORE/var&log=$NIX4J_STORE/log" \\
              "$NIX_REFERENCE/nix-instantiate" "$@" >"$call/out" 2>"$call/err"
            status=$?
            echo "$status" >"$call/status.part"
            mv "$call/status.part" "$call/status"
            read -r <"$call/done"
            cat "$call/out"
            cat "$call/err" >&2
            rm -r "$call"
            exit "$status"
            """;

    @TempDir
    Path temporary;

    private final List<String> differences = new ArrayList<>();
    private final Set<Path> answered = new HashSet<>();
    private int calls;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tests/network.sh",
                "tests/debug.sh",
                "tests/filesystem.sh",
                "tests/sources.sh",
                "path/tests/prop.sh",
                "path/tests/unit.nix",
                "tests/misc.nix",
                "tests/systems.nix",
                "tests/fetchers.nix"
            })
    void givesWhatTheReferenceGives(String name) throws Exception {
        check(name);
    }

    /** Some 700 calls, a minute or more: {@code -Dnix4j.slow=true} runs them. */
    @ParameterizedTest
    @ValueSource(strings = {"tests/modules.sh", "fileset/tests.sh"})
    void longScriptsToo(String name) throws Exception {
        assumeTrue(Boolean.getBoolean("nix4j.slow"), "skipped: slow; -Dnix4j.slow=true runs it");
        check(name);
    }

    private void check(String name) throws Exception {
        String reference = System.getenv("NIX_REFERENCE");
        need(reference != null, "NIX_REFERENCE does not name the reference's programs");
        String corpora = System.getenv().getOrDefault("CORPORA", "/srv/corpora");
        Path library = Path.of(corpora, "nixpkgs.lib/lib");
        need(Files.exists(library.resolve("tests/modules.sh")), "CORPORA has no nixpkgs.lib");

        int status = run(library, name, reference);
        assertThat(differences).isEmpty();
        assertThat(calls).isPositive();
        assertThat(status).as(Files.readString(temporary.resolve("log"))).isZero();
    }

    private static void need(boolean present, String missing) {
        if (System.getenv("NIX4J_REQUIRE_DATA") != null) {
            assertTrue(present, missing);
        }
        assumeTrue(present, "skipped: " + missing);
    }

    private int run(Path library, String name, String reference) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Path pending = Files.createDirectories(temporary.resolve("calls"));
        Path shim = Files.writeString(bin.resolve("nix-instantiate"), SHIM);
        Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = name.endsWith(".sh")
                ? List.of("bash", library.resolve(name).toString())
                : List.of(
                        shim.toString(),
                        "--eval",
                        "--strict",
                        "--show-trace",
                        "--argstr",
                        "libpath",
                        library.toString(),
                        library.resolve(name).toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("log").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", bin + ":" + environment.get("PATH"));
        environment.put("HOME", temporary.resolve("home").toString());
        environment.put("TEST_LIB", library.toString());
        environment.put("NIX_PATH", "nixpkgs=" + library.getParent());
        environment.put("NIX_CONFIG", "experimental-features = nix-command flakes\nbuild-users-group =");
        environment.put("NIX_REFERENCE", reference);
        environment.put("NIX4J_CALLS", pending.toString());
        environment.put("NIX4J_STORE", temporary.resolve("nix").toString());
        environment.put(
                "TMPDIR", Files.createDirectories(temporary.resolve("tmp")).toString());
        Process process = builder.start();
        while (process.isAlive()) {
            answer(pending, process, reference);
            Thread.sleep(2);
        }
        return process.waitFor();
    }

    private void answer(Path pending, Process process, String reference) throws IOException, InterruptedException {
        List<Path> ready;
        try (Stream<Path> entries = Files.list(pending)) {
            ready = entries.filter(entry -> entry.toString().endsWith(".ready")).toList();
        }
        for (Path call : ready) {
            if (Files.exists(call.resolve("done")) && answered.add(call)) {
                compare(call, process, reference);
                Files.writeString(call.resolve("done"), "\n");
            }
        }
    }

    private void compare(Path call, Process process, String reference) throws IOException, InterruptedException {
        calls++;
        List<String> arguments = zeroTerminated(call.resolve("arguments"));
        Map<String, String> environment = new HashMap<>();
        for (String variable : zeroTerminated(call.resolve("environment"))) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        // Paths are computed only: the script finds there what the reference wrote.
        environment.put("NIX_REMOTE", "memory://?store=" + environment.get("NIX4J_STORE") + "/store");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Program.run(new Invocation(
                "nix-instantiate",
                arguments,
                environment,
                text(call.resolve("directory")).strip(),
                new ByteArrayInputStream(new byte[0]),
                out,
                err));
        while (!Files.exists(call.resolve("status"))) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(1);
        }
        String theirs = "status " + text(call.resolve("status")) + text(call.resolve("out"))
                + text(call.resolve("err")).replace(reference + "/", "");
        String ours = "status " + status + "\n" + ByteText.of(out.toByteArray()) + ByteText.of(err.toByteArray());
        if (!ours.equals(theirs)) {
            differences.add(ByteText.toUnicode(arguments + firstDifference(theirs, ours)));
        }
    }

    private static String firstDifference(String theirs, String ours) {
        List<String> expected = theirs.lines().toList();
        List<String> actual = ours.lines().toList();
        int line = 0;
        while (line < expected.size()
                && line < actual.size()
                && expected.get(line).equals(actual.get(line))) {
            line++;
        }
        return "\nexpected: " + around(expected, line) + "\n but was: " + around(actual, line);
    }

    private static String around(List<String> lines, int line) {
        return String.join("\n", lines.subList(Math.max(0, line - 2), Math.min(lines.size(), line + 4)));
    }

    private static List<String> zeroTerminated(Path file) throws IOException {
        String text = text(file);
        return text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() - 1).split("\0", -1));
    }

    private static String text(Path file) throws IOException {
        return ByteText.of(Files.readAllBytes(file));
    }
}
