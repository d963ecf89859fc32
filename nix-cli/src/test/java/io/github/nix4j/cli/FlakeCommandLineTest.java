package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flakes on the command line: the reference and nix4j print the same and leave the same lock file. */
class FlakeCommandLineTest {
    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    @BeforeEach
    void makeFlake() throws IOException {
        Files.createDirectories(directory.resolve("flake/words"));
        Files.createDirectories(directory.resolve("other"));
        Files.writeString(directory.resolve("flake/flake.nix"), """
                {
                  description = "A test";
                  inputs.words.url = "path:./words";
                  outputs = { self, words }: {
                    lib.hello = words.lib.hello;
                    packages.x86_64-linux.default = derivation {
                      name = "x"; system = "x86_64-linux"; builder = "b"; args = [ words.lib.hello ];
                    };
                    packages.aarch64-linux.default = throw "not asked for";
                    broken = throw "broken";
                  };
                }
                """);
        Files.writeString(
                directory.resolve("flake/words/flake.nix"), "{ outputs = { self }: { lib.hello = \"hello\"; }; }\n");
        Files.createDirectories(directory.resolve("let"));
        Files.writeString(directory.resolve("let/flake.nix"), "let x = 1; in { outputs = _: { a = x; }; }\n");
        Files.createDirectories(directory.resolve("app"));
        Files.writeString(directory.resolve("app/flake.nix"), "{ outputs = _: { apps.x86_64-linux.a = 1; }; }\n");
        Files.createDirectories(directory.resolve("traces/i"));
        Files.createDirectories(directory.resolve("traces/j"));
        Files.writeString(directory.resolve("traces/flake.nix"), """
                {
                  inputs.i.url = "path:./i";
                  inputs.j.url = "path:./j";
                  inputs.s = { url = "path:./i"; flake = false; };
                  outputs = { self, i, j, s }: let at = builtins.unsafeGetAttrPos; in {
                    thrown = i.x;
                    noSet = j.x;
                    missing = self.inputs.q;
                    places = map (name: at name self) [ "outPath" "inputs" "outputs" "sourceInfo" "_type" ];
                    source = map (name: at name s) [ "outPath" "sourceInfo" "narHash" ];
                    whole = i;
                  };
                }
                """);
        Files.writeString(directory.resolve("traces/i/flake.nix"), "{ outputs = { self }: throw \"out\"; }\n");
        Files.writeString(directory.resolve("traces/j/flake.nix"), "{ outputs = { self }: 1; }\n");
        Files.createDirectories(directory.resolve("number/i"));
        Files.writeString(
                directory.resolve("number/flake.nix"), "{ inputs.i.url = \"path:./i\"; outputs = _: { }; }\n");
        Files.writeString(directory.resolve("number/i/flake.nix"), "{ outputs = _: { }; }\n");
        Files.writeString(directory.resolve("number/flake.lock"), """
                {"version":7,"root":"root","nodes":{"root":{"inputs":{"i":"i"}},"i":{"parent":[],
                "locked":{"type":"path","path":"./i","lastModified":-7},"original":{"type":"path","path":"./i"}}}}
                """);
        Files.writeString(
                directory.resolve("other/flake.nix"), "{ outputs = { self }: { lib.hello = \"other\"; }; }\n");
        makeUnlocked(directory.resolve("repository"));
        undefined("", "{ outputs = { self }: { a = 1; b = dep.c; }; }");
        undefined("twice", "{ z = y; outputs = { self }: { b = dep.c; a = ped.c; }; inputs.x.url = none; }");
        undefined("applied", "{ outputs = { self }: { }; }m");
        undefined("with", "# a comment\n{ outputs = { self }: with self; { a = dep; b = __dep; }; }");
        undefined(
                "hidden",
                "{ outputs = { self }: let dep = 1; in rec { a = dep; b = a; c = x: y@{ z, ... }: [ x y z ]; }; }");
    }

    private void undefined(String name, String text) throws IOException {
        Path flake = Files.createDirectories(directory.resolve("undefined").resolve(name));
        Files.writeString(flake.resolve("flake.nix"), text + "\n");
    }

    /** A repository whose files are not committed. */
    private static void makeUnlocked(Path repository) throws IOException {
        Files.createDirectories(repository);
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve("flake.nix"), "{ outputs = { self }: { lib.hello = \"git\"; }; }\n");
            git.add().addFilepattern(".").call();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    private record Line(List<String> words) {
        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }

    private static Line line(String... words) {
        return new Line(List.of(words));
    }

    static Stream<Line> lines() {
        return Stream.of(
                line("flake", "lock", "./flake"),
                line("flake", "show", "./flake"),
                line("flake", "show", "--json", "./flake"),
                line("flake", "metadata", "--json", "./flake"),
                line("flake", "update", "--flake", "./flake"),
                line("flake", "update", "--flake", "./flake", "words"),
                line("flake", "update", "--flake", "./flake", "wrods"),
                line("flake", "metadata", "./nowhere"),
                line("flake", "sho"),
                line("flake", "show", "./flake", "more"),
                line("eval", "./flake#lib.hello"),
                line("eval", "./flake#lib.hello^out"),
                line("eval", "./flake#default^*"),
                line("eval", "./flake#default^out,dev"),
                line("eval", "./flake#default^"),
                line("eval", "./flake^out#lib"),
                line("eval", "./flake#lib.hello^out^x"),
                line("eval", "path:./let#a"),
                line("flake", "show", "path:./app"),
                line("flake", "info", "--json", "path:./other"),
                line("eval", "--write-to", "written", "--expr", "1"),
                line("eval", "--write-to", "nope/written", "--expr", "\"a\""),
                line("eval", "--write-to", "nope/written", "--expr", "{ a = \"a\"; }"),
                line("eval", "--write-to", "flake/flake.nix/written", "--expr", "\"a\""),
                line("eval", "--write-to", "flake/flake.nix/written", "--expr", "{ a = \"a\"; }"),
                line("eval", "--write-to", "flake", "--expr", "\"a\""),
                line("eval", "--raw", "--expr", "./flake/flake.nix"),
                line("eval", "--raw", "--expr", "./nowhere"),
                line("eval", "--json", "--expr", "./flake/flake.nix"),
                line("eval", "--raw", "--impure", "--expr", "./nowhere"),
                line("eval", "--expr", "builtins.getFlake \"path:/nowhere\""),
                line("eval", "--expr", "builtins.hashString \"md6\" \"x\""),
                line("eval", "--json", "./flake#lib"),
                line("eval", "--raw", "./flake#default.name"),
                line("eval", "./flake#packages.x86_64-linux.default.drvPath"),
                line("eval", "./flake"),
                line("eval", "./flake#.lib.hello"),
                line("eval", "./flake#lib.helo"),
                line("eval", "./flake#lib.hello", "--override-input", "words", "./other"),
                line(
                        "flake",
                        "lock",
                        "./flake",
                        "--override-input",
                        "words",
                        "./let",
                        "--override-input",
                        "words",
                        "./other"),
                line(
                        "flake",
                        "metadata",
                        "./flake",
                        "--override-input",
                        "words",
                        "./let",
                        "--override-input",
                        "words",
                        "path:./none"),
                line("flake", "update", "--flake", "./flake", "--override-input", "words", "./repository"),
                line("flake", "lock", "./flake", "--override-input", "words", "./repository"),
                line(
                        "flake",
                        "update",
                        "--flake",
                        "./flake",
                        "--override-input",
                        "words",
                        "./repository",
                        "--allow-dirty-locks"),
                line("flake", "metadata", "path:./undefined"),
                line("flake", "lock", "path:./undefined"),
                line("flake", "show", "path:./undefined"),
                line("eval", "path:./undefined#a"),
                line("flake", "metadata", "path:./undefined/twice"),
                line("flake", "metadata", "path:./undefined/applied"),
                line("flake", "metadata", "path:./undefined/with"),
                line("flake", "metadata", "path:./undefined/hidden"),
                line("eval", "./flake#lib.hello", "--no-update-lock-file"),
                line("eval", "./flake#lib.hello", "--no-write-lock-file"),
                line("eval", "./flake#lib", "--arg", "x", "1"),
                line("eval", "./other", "--apply", "x: 1"),
                line("repl", "./flake"),
                line("repl", "./flake#lib", "./other"),
                line("repl", "./flake#nothing"),
                line("repl", "./flake", "--arg", "x", "1"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void nix(Line line) throws Exception {
        ProgramRun expected = withoutTimes(run(true, line));
        String lock = takeLock();
        ProgramRun found = withoutTimes(run(false, line));
        assertThat(found).isEqualTo(expected);
        assertThat(takeLock()).isEqualTo(lock);
    }

    static Stream<Line> traces() {
        List<Line> lines = new ArrayList<>();
        for (String name : List.of("thrown", "noSet", "missing", "places", "source", "whole")) {
            lines.add(line("eval", "path:./traces#" + name, "--no-write-lock-file"));
            lines.add(line("eval", "path:./traces#" + name, "--no-write-lock-file", "--show-trace"));
        }
        for (String flake : List.of("path:./traces/i", "path:./traces/j", "path:./number#x")) {
            lines.add(line("eval", flake, "--no-write-lock-file"));
            lines.add(line("eval", flake, "--no-write-lock-file", "--show-trace"));
        }
        return lines.stream();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void valuesAndTracesNameNixsOwnPlaces(Line line) throws Exception {
        ProgramRun expected = run(true, line);
        // The lines of Nix's own file are not quoted.
        String quoted = "(call-flake\\.nix:\\d+:\\d+:\\n)(?: +(?:\\d+)?\\|.*\\n)+\\n?";
        String errors = expected.err().replaceAll(quoted, "$1");
        assertThat(run(false, line)).isEqualTo(new ProgramRun(expected.status(), expected.out(), errors));
    }

    private ProgramRun run(boolean reference, Line line) throws Exception {
        List<String> words = new ArrayList<>(line.words());
        if (!reference) {
            words.addAll(List.of("--store", "memory://"));
            return ProgramRun.ours(directory, "", "nix", words.toArray(new String[0]));
        }
        // Its evaluation cache would hide messages, and it has to have a store that it can write to.
        words.addAll(List.of("--store", directory.resolve("store").toString(), "--no-eval-cache"));
        ProgramRun run = ProgramRun.reference(bin, directory, "", "nix", words.toArray(new String[0]));
        StringBuilder errors = new StringBuilder();
        for (String text : run.err().split("(?<=\\n)")) {
            boolean aboutInstallation = text.contains("nixbld");
            errors.append(aboutInstallation ? "" : text);
        }
        String inStore = directory.resolve("store") + "/nix/store/";
        return new ProgramRun(run.status(), run.out(), errors.toString().replace(inStore, "/nix/store/"));
    }

    /** A lock file that was just written makes its folder as old as the second of the run. */
    private static ProgramRun withoutTimes(ProgramRun run) {
        String out = run.out()
                .replaceAll("(lastModified\"?[:=])\\d+", "$1TIME")
                .replaceAll("(\"fingerprint\":\")[0-9a-f]+", "$1HASH");
        return new ProgramRun(run.status(), out, run.err());
    }

    private String takeLock() throws IOException {
        Path lock = directory.resolve("flake/flake.lock");
        if (!Files.exists(lock)) {
            return "none";
        }
        String text = Files.readString(lock);
        Files.delete(lock);
        return text;
    }
}
