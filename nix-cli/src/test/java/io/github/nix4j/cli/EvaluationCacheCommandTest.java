package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of an evaluation shows in nothing: the second run prints what the first one did, as with the reference. */
class EvaluationCacheCommandTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flake show path:./flake",
                "flake show path:./flake --json --legacy",
                "search path:./flake ^",
                "search path:./flake#lib ^",
                "eval path:./flake#lib.text",
                "eval path:./flake#lib.thrown",
                "eval path:./flake#lib.thrown.inside",
                "eval path:./flake#lib.number.inside",
                "eval path:./flake#lib.missing",
                "eval path:./thrown#a",
                "build path:./thrown",
                "flake show path:./number",
                "search path:./number ^",
                "flake show path:./types",
                "search path:./types#described ^",
                "run path:./types",
                "run path:./types#texts",
                "run path:./types#list",
                "run path:./types#set",
                "build path:./types#described.a"
            })
    void secondRun(String line) throws Exception {
        Files.createDirectories(directory.resolve("home"));
        BothPrograms programs = BothPrograms.find();
        Path flake = Files.createDirectories(directory.resolve("flake"));
        Files.writeString(flake.resolve("flake.nix"), """
                {
                  outputs = { self }: {
                    packages.x86_64-linux.a = derivation { name = "a-1"; system = "x86_64-linux"; builder = "b"; };
                    legacyPackages.x86_64-linux.bad = throw "bad";
                    lib = { text = "text"; thrown = throw "thrown"; number = 1; };
                  };
                }
                """);
        flake("thrown", "throw \"top\"");
        flake("number", "1");
        flake("types", """
                {
                  packages.x86_64-linux.a = { type = "derivation"; name = 1; };
                  described.a = { type = "derivation"; name = "a"; meta.description = 1; };
                  apps.x86_64-linux = {
                    default = { type = "app"; program = 1; };
                    texts = { type = 1; };
                    list = { type = "app"; program = [ "a" ]; };
                    set = { type = "app"; program = { }; };
                  };
                }
                """);
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        // The reference remembers nothing of a folder that it has not fetched before.
        String folder = words.stream()
                .filter(word -> word.startsWith("path:"))
                .findFirst()
                .orElseThrow()
                .replaceAll("#.*", "");
        List<String> fetch = List.of("eval", folder + "#fetched");
        assertThat(programs.ours(directory, fetch)).isEqualTo(programs.reference(directory, fetch));
        for (int i = 0; i < 3; i++) {
            assertThat(programs.ours(directory, words)).as("run " + i).isEqualTo(programs.reference(directory, words));
        }
    }

    private void flake(String name, String outputs) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Files.writeString(folder.resolve("flake.nix"), "{ outputs = _: " + outputs + "; }");
    }

    /** What was evaluated is known by its content: asking the sources again neither loses it nor keeps what has changed. */
    @Test
    void refreshed() throws Exception {
        Files.createDirectories(directory.resolve("home"));
        BothPrograms programs = BothPrograms.find();
        Path flake = Files.createDirectories(directory.resolve("flake"));
        for (String text : List.of("one", "one", "two", "one")) {
            Files.writeString(
                    flake.resolve("flake.nix"),
                    "{ outputs = _: { lib.text = \"" + text + "\"; lib.bad = throw \"" + text + "\"; }; }");
            for (String name : List.of("text", "bad")) {
                List<String> words = List.of("eval", "--refresh", "path:./flake#lib." + name);
                ProgramRun found = programs.ours(directory, words);
                assertThat(found).isEqualTo(programs.reference(directory, words));
                assertThat(found.out() + found.err()).contains(text);
            }
        }
    }

    @Test
    void settingsSwitchItOff() throws Exception {
        Files.createDirectories(directory.resolve("home"));
        Files.createDirectories(directory.resolve("flake"));
        Files.writeString(directory.resolve("flake/flake.nix"), "{ outputs = _: { }; }");
        Path folder = directory.resolve("home/.cache/nix4j/evaluations");
        for (List<String> off :
                List.of(List.of("--no-eval-cache"), List.of("--option", "eval-cache", "false"), List.of("--impure"))) {
            List<String> words = new ArrayList<>(List.of("flake", "show", "path:./flake", "--store", "memory://"));
            words.addAll(off);
            assertThat(ProgramRun.ours(directory, "", "nix", words.toArray(new String[0]))
                            .status())
                    .isZero();
            assertThat(folder).doesNotExist();
        }
        ProgramRun.ours(directory, "", "nix", "flake", "show", "path:./flake", "--store", "memory://");
        assertThat(folder).isNotEmptyDirectory();
    }
}
