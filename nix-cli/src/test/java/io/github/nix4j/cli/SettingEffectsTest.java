package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each setting does, and where settings come from: output, messages and status as the reference's, row by row. */
class SettingEffectsTest {
    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    @BeforeEach
    void makeFiles() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "text\n");
        Files.writeString(directory.resolve("f.nix"), "5\n");
        Files.createDirectories(directory.resolve("sub"));
        Files.createSymbolicLink(directory.resolve("sub/link"), Path.of("../a.txt"));
        Files.writeString(
                directory.resolve("calls.nix"),
                "let f = x: y: x + y; g = { __functor = self: x: x; }; h = x: throw \"a\"; s = g; in\n"
                        + "[ (f 1 2) (map (x: x - 1) [ 1 ]) (g 3) (builtins.mapAttrs (n: v: v) { a = 1; }) (f 1)\n"
                        + "  (builtins.foldl' (a: b: a + b) 0 [ 1 2 ]) (1 < 2) (1 >= 2) \"${{ __toString = self: \"s\"; }}\"\n"
                        + "  (builtins.tryEval (h 1)) (builtins.sort builtins.lessThan [ 2 1 ]) (- 5)\n"
                        + "  (builtins.sort (a: b: a < b) [ 2 1 3 ]) (builtins.filter (x: true) [ 1 2 ])\n"
                        + "  (import ./called.nix 5) (map builtins.add [ 1 2 ]) (builtins.genList (i: i * 2) 2)\n"
                        + "  (builtins.tryEval (1 2)) (builtins.concatMap (x: [ x ]) [ 1 ]) (builtins.any (x: x) [ false true ])\n"
                        + "  (builtins.zipAttrsWith (n: v: v) [ { a = 1; } ]) (builtins.partition (x: x < 2) [ 1 2 ])\n"
                        + "  (builtins.groupBy (x: x) [ \"a\" ]) ((x: (y: y)) 1 2) (s 4) (builtins.all (x: x) [ true ])\n"
                        + "  (builtins.genericClosure { startSet = [ { key = 1; } ]; operator = x: [ ]; }) ({ a ? f 1 2 }: a) { } ]\n");
        Files.writeString(directory.resolve("called.nix"), "x: x * 2\n");
        Files.writeString(directory.resolve("user.conf"), "eval-system = user\n");
        Files.writeString(directory.resolve("second.conf"), "eval-system = second\n");
        Files.writeString(directory.resolve("bad.conf"), "eval-system = a\nnothing\n");
        Files.writeString(directory.resolve("include.conf"), "include user.conf\n");
        Files.writeString(directory.resolve("include-nowhere.conf"), "include nowhere.conf\n");
        Files.createDirectories(directory.resolve("conf"));
        Files.writeString(directory.resolve("conf/nix.conf"), "eval-system = conf\n");
    }

    private record Row(String variables, String configuration, String command) {
        Map<String, String> environment(Path directory) {
            Map<String, String> environment = new HashMap<>();
            String more = command.startsWith("nix ") ? "extra-experimental-features = nix-command\n" : "";
            environment.put("NIX_CONFIG", more + in(directory, configuration).replace(";;", "\n"));
            for (String variable : variables.isEmpty() ? new String[0] : variables.split(";;")) {
                int end = variable.indexOf('=');
                environment.put(variable.substring(0, end), in(directory, variable.substring(end + 1)));
            }
            return environment;
        }

        /** The program and its words; what stands after {@code -E} or {@code --expr} is one word. */
        List<String> words(Path directory) {
            List<String> words = new ArrayList<>();
            String rest = in(directory, command);
            while (!rest.isEmpty()) {
                String[] next = rest.split(" ", 2);
                words.add(next[0]);
                rest = next.length > 1 ? next[1] : "";
                if (next[0].equals("-E") || next[0].equals("--expr")) {
                    words.add(rest);
                    rest = "";
                }
            }
            return words;
        }

        private static String in(Path directory, String text) {
            return text.replace("{}", directory.toString());
        }

        @Override
        public String toString() {
            return variables + " | " + configuration + " | " + command;
        }
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream in = SettingEffectsTest.class.getResourceAsStream("setting-effects.rows")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|", 3))
                            .map(String::strip)
                            .toList())
                    .map(cells -> new Row(cells.get(0), cells.get(1), cells.get(2)));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doesWhatTheReferenceDoes(Row row) throws Exception {
        Map<String, String> environment = row.environment(directory);
        List<String> words = row.words(directory);
        String program = words.get(0);
        String[] rest = words.subList(1, words.size()).toArray(new String[0]);
        ProgramRun expected = ProgramRun.reference(bin, directory, environment, "", program, rest);
        ProgramRun found = ProgramRun.ours(directory, environment, "", program, rest);
        assertThat(withoutTimes(found)).isEqualTo(withoutTimes(expected));
    }

    private static ProgramRun withoutTimes(ProgramRun run) {
        String errors = run.err()
                .replaceAll("(?m)^(function-trace .* at )\\d+$", "$1...")
                // The text of Nix's own file is our own, and so are the places in it.
                .replaceAll("(derivation-internal.nix):\\d+:\\d+", "$1");
        return new ProgramRun(run.status(), run.out(), errors);
    }

    @Test
    void profilesCountTheSameStacks() throws Exception {
        Path profile = directory.resolve("profile");
        Map<String, String> environment = Map.of(
                "NIX_CONFIG",
                "eval-profiler = flamegraph\neval-profiler-frequency = 0\neval-profile-file = " + profile + "\n");
        String[] words = {"--eval", "--strict", "calls.nix"};
        ProgramRun.reference(bin, directory, environment, "", "nix-instantiate", words);
        List<String> expected = sorted(profile);
        ProgramRun.ours(directory, environment, "", "nix-instantiate", words);
        assertThat(sorted(profile)).isEqualTo(expected);
    }

    private static List<String> sorted(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Files.delete(file);
        return lines.stream().sorted().toList();
    }
}
