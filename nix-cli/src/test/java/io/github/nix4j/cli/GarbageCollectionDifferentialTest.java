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

/** Both programs delete the same from stores of the same content, and say the same. */
class GarbageCollectionDifferentialTest {
    private static final String EXPRESSIONS = """
            let
              run = name: more: script: derivation ({
                inherit name;
                system = "x86_64-linux";
                builder = "/bin/bash";
                PATH = "/bin:/usr/bin";
                args = [ "-c" script ];
              } // more);
            in rec {
              a = run "a" { } "echo a > $out";
              b = run "b" { } "echo ${a} > $out";
              c = run "c" { outputs = [ "out" "dev" ]; } "mkdir $out; echo ${b} > $out/x; echo hi > $dev";
            }
            """;

    private static final List<String> COMMANDS = List.of(
            "nix-store --gc",
            "nix build -f x.nix c -o result",
            "nix-store --gc --print-roots",
            "nix-store --gc --print-live",
            "nix-store --gc --print-dead",
            "nix store gc --dry-run",
            "nix store gc --max 1 --dry-run",
            "nix store delete ./result",
            "nix-store --delete ./result ./result-dev",
            "nix-store --delete --ignore-liveness ./result",
            "nix build -f x.nix b -o result",
            "nix store gc --option keep-derivations false",
            "nix build -f x.nix a --no-link",
            "nix store gc --max 0",
            "nix-collect-garbage --option keep-outputs true",
            "nix store delete ./result-dev --ignore-liveness",
            "nix store gc --store dummy://",
            "nix-store --gc foo",
            "nix-store --gc --foo",
            "nix-store --delete --foo",
            "nix-store --delete",
            "nix-store --delete /nonexist",
            "nix-store --gc --max-freed x",
            "nix-store --gc --max-freed 1K",
            "nix-store --gc --max-freed -5",
            "nix-store --gc --max-freed 1K --print-live",
            "nix-collect-garbage --max-freed 1 --dry-run",
            "nix-collect-garbage --dry-run",
            "nix-collect-garbage x",
            "nix store gc --max foo",
            "nix store gc x");

    @TempDir
    Path directory;

    private BuildFolder folder;

    @BeforeEach
    void findReference() {
        folder = new BuildFolder(BothPrograms.find().bin(), directory);
    }

    private List<String> story(boolean ours) throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        for (String command : COMMANDS) {
            String[] all = command.split(" ");
            String[] words = List.of(all).subList(1, all.length).toArray(String[]::new);
            ProgramRun run = ours
                    ? ProgramRun.ours(directory, folder.variables(), "", all[0], words)
                    : ProgramRun.reference(folder.bin(), directory, folder.variables(), "", all[0], words);
            // C++ Nix leaves such a file after each build; the order of a folder is the system's.
            String errors = String.join(
                    "\n",
                    run.err()
                            .lines()
                            .filter(line -> !line.startsWith("removing stale temporary roots file"))
                            .sorted()
                            .toList());
            told.add(command + " " + run.status() + "\n" + run.out() + errors + "\n" + objects());
        }
        return told;
    }

    private List<String> objects() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("store"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".links"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void bothDeleteTheSame() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("x.nix"), EXPRESSIONS);
        List<String> theirs = story(false);
        folder.clear();
        List<String> ours = story(true);
        folder.clear();
        for (int i = 0; i < theirs.size(); i++) {
            assertThat(ours.get(i)).isEqualTo(theirs.get(i));
        }
    }
}
