package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs build formatters of flakes and run them, with the same words, variables, links and messages. */
class FormatterDifferentialTest {
    /** {@code one} makes a program that tells what it was given, {@code two} the same in several outputs. */
    private static final String PROGRAMS = """
            rec {
              one = name: two name [ "out" ];
              two = name: outputs: derivation {
                inherit name outputs;
                system = "x86_64-linux";
                builder = "/bin/bash";
                PATH = "/bin:/usr/bin";
                args = [ "-c" ''
                  for o in $outputs; do
                    mkdir -p ''${!o}/bin
                    printf '#!/bin/sh\\necho %s "$@" in $PWD of $PRJ_ROOT\\nexit 3' ${name} > ''${!o}/bin/${name}
                    chmod +x ''${!o}/bin/${name}
                  done'' ];
              };
            }
            """;

    private static final List<String> FORMATTERS = List.of(
            "p.one \"form-1\" // { pname = \"form-1\"; }",
            "p.one \"form\" // { meta.mainProgram = \"nosuch\"; }",
            "p.two \"form\" [ \"out\" \"dev\" ]",
            "(p.two \"form\" [ \"out\" \"dev\" ]).dev",
            "{ type = \"app\"; program = \"${p.one \"form\"}/bin/form\"; }",
            "{ type = \"derivation\"; }",
            "{ }",
            "throw \"no\"",
            "null");

    @TempDir
    Path directory;

    private BuildFolder folder;

    @BeforeEach
    void findReference() {
        folder = new BuildFolder(BothPrograms.find().bin(), directory);
    }

    private void flake(String name, String outputs) throws IOException {
        Path flake = directory.resolve(name);
        Files.createDirectories(flake.resolve("sub"));
        Files.writeString(flake.resolve("sub/file"), "");
        Files.writeString(flake.resolve("p.nix"), PROGRAMS);
        Files.writeString(
                flake.resolve("flake.nix"), "{ outputs = { self }: let p = import ./p.nix; in { " + outputs + " }; }");
    }

    private record Line(String place, List<String> words) {}

    private List<Line> lines = new ArrayList<>();

    private void line(String place, String words) {
        lines.add(new Line(place, BuildFolder.line(words)));
    }

    /** What each line gives, and which links there are in the end. */
    private List<Object> story(boolean ours) throws IOException, InterruptedException {
        List<Object> results = new ArrayList<>();
        Map<String, String> variables = new HashMap<>(folder.variables());
        variables.put("HOME", directory.resolve("home").toString());
        for (Line line : lines) {
            Path place = directory.resolve(line.place());
            String[] words = line.words().toArray(String[]::new);
            results.add(
                    ours
                            ? ProgramRun.ours(place, variables, "", "nix", words)
                            : ProgramRun.reference(folder.bin(), place, variables, "", "nix", words));
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path link : files.filter(Files::isSymbolicLink)
                    .filter(file -> !file.startsWith(directory.resolve("store"))
                            && !file.startsWith(directory.resolve("state")))
                    .sorted()
                    .toList()) {
                results.add(link + " -> " + Files.readSymbolicLink(link));
                Files.delete(link);
            }
        }
        folder.clear();
        return results;
    }

    private void compare() throws IOException, InterruptedException {
        List<Object> theirs = story(false);
        List<Object> ours = story(true);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(ours.get(i)).as(lines.get(i).toString()).isEqualTo(theirs.get(i));
        }
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void formattersOfAllKinds() throws IOException, InterruptedException {
        for (int i = 0; i < FORMATTERS.size(); i++) {
            flake("f" + i, "formatter.x86_64-linux = " + FORMATTERS.get(i) + ";");
            line("f" + i, "fmt a");
            line("f" + i + "/sub", "formatter run -- --a b");
            line("f" + i, "formatter build");
        }
        compare();
    }

    @Test
    void wordsAndPlaces() throws IOException, InterruptedException {
        flake("f", "formatter.x86_64-linux = p.one \"form\"; formatter.other = 1;");
        flake("none", "formatters = { };");
        flake("repository/part", "formatter.x86_64-linux = p.one \"form\";");
        Process git = new ProcessBuilder("sh", "-c", "git init -q . && git add .")
                .directory(directory.resolve("repository").toFile())
                .start();
        assertThat(git.waitFor()).isZero();
        line("f", "fmt");
        line("f", "fmt -- -- a");
        line("f", "fmt . --json");
        line("f", "fmt --b");
        line("f", "fmt --system other");
        line("f", "fmt --system none");
        line("f", "fmt --arg a 1");
        line("f", "fmt -i");
        line("f", "fmt --expr 1");
        line("f", "fmt --expr {");
        line("f", "fmt --file p.nix");
        line("f", "fmt --file p.nix --impure");
        line("f", "fmt --file p.nix --pure-eval");
        line("f", "fmt --override-input a b");
        line("f/sub", "formatter build --out-link sub/link");
        line("f", "formatter build --no-link");
        line("f", "formatter build -o p.nix");
        line("f", "formatter build a");
        line("f", "formatter build --json");
        line("f", "formatter build --expr 1");
        line("f", "formatter build --file p.nix");
        lines.add(new Line("f", List.of("formatter", "build", "--impure", "--expr", "(import ./p.nix).one \"x\"")));
        line("none", "fmt");
        line("none", "formatter build");
        line("repository/part/sub", "fmt");
        line("repository/part", "formatter build");
        line(".", "fmt");
        compare();
    }
}
