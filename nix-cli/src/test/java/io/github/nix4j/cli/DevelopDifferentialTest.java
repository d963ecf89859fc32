package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shells in the surroundings of a builder: both programs give them the same variables, places and profiles. */
class DevelopDifferentialTest {
    private static final String EXPRESSIONS = """
            let
              run = name: more: derivation ({
                inherit name;
                system = "x86_64-linux";
                builder = "/bin/bash";
                PATH = "/bin:/usr/bin";
                outputs = [ "out" ];
                args = [ "-c" "for o in $outputs; do echo > ''${!o}; done; :" ];
              } // more);
            in rec {
              tool = run "tool" { outputs = [ "out" "dev" ]; };
              other = run "other" {
                inherit tool;
                places = "${tool}/x:${tool.dev}/y";
                HOME = "the builder's";
                FROM = "the builder";
                shellHook = "echo hook $FROM";
                buildPhase = "echo phase in $PWD";
              };
              shell = derivation { name = "shell"; system = "x86_64-linux"; builder = "/bin/sh"; };
              nameless = derivation { name = "nameless"; system = "x86_64-linux"; builder = "/bin/bash"; };
            }
            """;

    private static final List<String> SHOW =
            List.of("-c", "/bin/sh", "-c", "/usr/bin/env | sort; rm -r $NIX_BUILD_TOP");

    @TempDir
    Path directory;

    private BuildFolder folder;

    @BeforeEach
    void makeExpressions() throws IOException {
        folder = new BuildFolder(BothPrograms.find().bin(), directory);
        Files.writeString(directory.resolve("x.nix"), EXPRESSIONS);
        Files.createDirectories(directory.resolve("flake"));
        Files.writeString(directory.resolve("flake/x.nix"), EXPRESSIONS);
        Files.writeString(
                directory.resolve("flake/flake.nix"),
                "{ outputs = _: { devShells.x86_64-linux = { default = (import ./x.nix).other; } // import ./x.nix; }; }");
    }

    private static List<String> show(String words) {
        List<String> all = new ArrayList<>(BuildFolder.line("develop " + words + " --option flake-registry"));
        all.add("");
        all.addAll(SHOW);
        return all;
    }

    private void same(List<List<String>> commands) throws IOException, InterruptedException {
        List<ProgramRun> theirs = folder.story(false, commands);
        List<String> expected = links();
        clear();
        List<ProgramRun> ours = folder.story(true, commands);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(plain(ours.get(i)))
                    .as("nix %s", String.join(" ", commands.get(i)))
                    .isEqualTo(plain(theirs.get(i)));
        }
        assertThat(links()).isEqualTo(expected);
    }

    private void clear() throws IOException, InterruptedException {
        folder.clear();
        new ProcessBuilder("/bin/sh", "-c", "rm -f profile*")
                .directory(directory.toFile())
                .start()
                .waitFor();
    }

    /** The script that finds the environment out is our own, and so are the names of what it is in. */
    private static String plain(String text) {
        return text.replaceAll("[0-9a-z]{32}-(\\w+-env)", "HASH-$1").replaceAll("/nix-shell\\.\\w+", "/TEMPORARY");
    }

    private static ProgramRun plain(ProgramRun run) {
        return new ProgramRun(run.status(), plain(run.out()), plain(run.err()));
    }

    private List<String> links() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<String> links = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                if (Files.isSymbolicLink(file)) {
                    links.add(plain(file.getFileName() + " -> " + Files.readSymbolicLink(file)));
                }
            }
            return links;
        }
    }

    @Test
    void shellsAreGivenTheSameVariables() throws IOException, InterruptedException {
        List<List<String>> commands = new ArrayList<>();
        commands.add(show("-f x.nix other"));
        for (String flags : List.of(
                "-i",
                "--ignore-environment -k HOME --keep LC_ALL --keep-env-var NO_SUCH",
                "-i -s HOME a=b -k HOME -s NEW x",
                "-ik HOME",
                "-u HOME --unset NO_SUCH --unset-env-var NIX_CONFIG",
                "-u PATH",
                "-s PATH a::b:",
                "-s FROM mine",
                "-u HOME -s HOME x",
                "-s HOME x -u HOME",
                "-s HOME x -s HOME y",
                "-k HOME",
                "-i -u HOME")) {
            commands.add(show("-f x.nix other " + flags));
        }
        commands.add(show("-f x.nix shell"));
        commands.add(show("path:./flake"));
        commands.add(show("path:./flake#tool"));
        same(commands);
    }

    @Test
    void outputsAreElsewhere() throws IOException, InterruptedException {
        List<List<String>> commands = new ArrayList<>();
        commands.add(show("-f x.nix other --redirect tool ./made/../mine"));
        commands.add(show("-f x.nix other --redirect tool^dev /mine"));
        commands.add(show("-f x.nix other --redirect tool /a --redirect tool^* /b"));
        commands.add(show("-f x.nix other --redirect other^out /mine"));
        commands.add(show("-f x.nix other --redirect nosuch /mine"));
        commands.add(show("path:./flake --redirect path:./flake#tool /mine"));
        commands.add(show("path:./flake --redirect path:./flake /mine"));
        commands.add(show("path:./flake --redirect nosuch:x /mine"));
        commands.add(BuildFolder.line("print-dev-env -f x.nix nosuch --redirect tool /mine"));
        commands.add(BuildFolder.line("develop --redirect tool"));
        same(commands);
    }

    @Test
    void profilesKeepGenerations() throws IOException, InterruptedException {
        same(List.of(
                show("-f x.nix other --profile ./profile"),
                show("./profile"),
                show("-f x.nix other --profile profile"),
                show("-f x.nix tool --profile profile"),
                show("-f x.nix other --profile profile"),
                show("./profile --profile profile2"),
                show("-f x.nix other --profile ./nowhere/profile"),
                show("-f x.nix other --profile x.nix"),
                show("-f x.nix shell --profile profile3"),
                BuildFolder.line("build -f x.nix tool --no-link --profile profile4"),
                BuildFolder.line("build -f x.nix tool^out --no-link --profile profile4"),
                BuildFolder.line("build -f x.nix tool^dev --no-link --profile profile4 --print-out-paths"),
                BuildFolder.line("build -f x.nix tool^out tool^out --no-link --profile profile5"),
                BuildFolder.line("build -f x.nix tool^out --dry-run --profile profile6"),
                BuildFolder.line("build --stdin --no-link --profile profile7")));
    }

    @Test
    void noOutputsAreNamed() throws IOException, InterruptedException {
        same(List.of(
                BuildFolder.line("print-dev-env -f x.nix nameless"),
                BuildFolder.line("print-dev-env path:./flake#nameless --json"),
                BuildFolder.line("develop path:./flake#nameless -L -c true")));
    }
}
