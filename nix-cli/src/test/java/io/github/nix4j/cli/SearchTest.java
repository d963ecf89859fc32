package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code nix search}: the reference and nix4j find the same and show it in the same way. */
class SearchTest {
    private static BothPrograms programs = new BothPrograms(Path.of(""));

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        programs = BothPrograms.find();
    }

    @BeforeEach
    void makeFlakes() throws Exception {
        Files.writeString(directory.resolve("flake.nix"), """
                {
                  outputs = { self }: let
                    drv = name: description: derivation { inherit name; system = "x86_64-linux"; builder = "b"; }
                      // { meta.description = description; };
                  in {
                    packages.x86_64-linux.hello = drv "hello-2.12.1" "A program that says Hello\\nto all";
                    packages.x86_64-linux."odd name" = drv "odd-name" "ohello hello hellooo";
                    packages.x86_64-linux.number = 1;
                    packages.x86_64-linux.nested.deep = drv "deep-1" "not found";
                    packages.aarch64-linux.hello = throw "not looked at";
                    legacyPackages.x86_64-linux = {
                      plain = derivation { name = "plain-0"; system = "x86_64-linux"; builder = "b"; };
                      unstable = drv "unstable-unstable-2024-01-01" "Says hello, too";
                      git = drv "git-" "ends with a dash";
                      more = { recurseForDerivations = true; inner = drv "inner-1.0" "Hello from inside"; bad = throw "b"; };
                      closed.inner = drv "closed-1" "hello";
                      falsely = { recurseForDerivations = false; inner = drv "falsely-1" "hello"; };
                      oddly = { recurseForDerivations = 1; inner = drv "oddly-1" "hello"; };
                      broken = throw "broken";
                      imported = import (drv "i" "");
                    };
                    lib.list = drv "list-1" "in lib";
                    lib.deeper.list = drv "list-1" "deeper in lib";
                    bad.x86_64-linux = throw "bad";
                    failing = { a = drv "a-1" "a"; b = throw "b"; };
                  };
                }
                """);
        Files.createDirectories(directory.resolve("empty"));
        Files.createDirectories(directory.resolve("good"));
        Files.writeString(
                directory.resolve("good/flake.nix"),
                Files.readString(directory.resolve("flake.nix")).replace("imported = import", "imported = _:"));
    }

    private static List<String> line(String... words) {
        return List.of(words);
    }

    static Stream<List<String>> lines() {
        return Stream.of(
                line("path:./good", "^"),
                line("path:./good", "hello"),
                line("path:./good", "HELLO", "says"),
                line("path:./good", "hel", "lo"),
                line("path:./good", "hello", "--exclude", "says"),
                line("path:./good", "^", "-e", "hello", "-e", "[0-9]$"),
                line("path:./good", "l+o*"),
                line("path:./good", "(hello|says|x86)"),
                line("path:./good", "[[:upper:]]ello"),
                line("path:./good", "[^h]ello"),
                line("path:./good", "x*"),
                line("path:./good", "2\\.12"),
                line("path:./good", "hello", "--json"),
                line("path:./good", "nothing like it"),
                line("path:./good", "nothing like it", "--json"),
                line("path:./good", ""),
                line("path:./good"),
                line(),
                // What is wrong with the installable comes before the missing expressions.
                line("./nowhere"),
                line("./empty"),
                line("x:y"),
                line("path:./good^"),
                line("--arg", "x", "1", "path:./good"),
                line("--expr", "{ }"),
                line("--expr", "{ }", "a^"),
                line("--expr", "throw \"x\""),
                line("--expr", "{ }", "--arg", "x", "nobody"),
                line("-f", "nowhere"),
                line("path:./good#lib", "^"),
                line("path:./good#packages.x86_64-linux", "hello"),
                line("path:./good#hello", "^", "--json"),
                line("path:./good#legacyPackages", "hello"),
                line("path:./good#bad", "hello"),
                line("path:./good#failing", "^"),
                line("path:./good#.lib.list", "^"),
                line("path:./good#unstabl", "^"),
                line("path:./good#packages.x86_64-linux.hello.nothing", "^"),
                line("path:./good#packages.x86_64-linux.number.x", "^"),
                line("path:./good", "^", "--quiet"),
                line("path:.", "^"),
                line("^", "x"),
                line(
                        "--expr",
                        "{ a = derivation { name = \"a-1\"; system = \"s\"; builder = \"b\"; }; b.c = 1; }",
                        "",
                        "^"),
                line(
                        "--expr",
                        "{ a = derivation { name = \"a-1\"; system = \"s\"; builder = \"b\"; }; b.c = 1; }",
                        "b",
                        "^"),
                line("--expr", "1", "", "^"),
                line("--expr", "throw \"x\"", "", "^"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void search(List<String> line) throws Exception {
        List<String> words = new ArrayList<>(List.of("search"));
        words.addAll(line);
        words.add("--no-eval-cache");
        assertThat(programs.ours(directory, words)).isEqualTo(programs.reference(directory, words));
    }

    @Test
    void noRegularExpression() {
        // The reference has the words of its C++ library for each of its reasons.
        ProgramRun run = programs.ours(directory, List.of("search", "path:./good", "["));
        assertThat(run).isEqualTo(new ProgramRun(1, "", "error: invalid regular expression '['\n"));
    }
}
