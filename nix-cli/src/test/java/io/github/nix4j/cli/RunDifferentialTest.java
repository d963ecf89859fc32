package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs build programs and run them, with the same words, variables and results. */
class RunDifferentialTest {
    @TempDir
    Path directory;

    private BuildFolder folder;

    @BeforeEach
    void findReference() {
        folder = new BuildFolder(BothPrograms.find().bin(), directory);
    }

    @Test
    void programsRunTheSame() throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("run"));
        String programs = """
                let
                  program = name: more: derivation ({
                    inherit name;
                    system = "x86_64-linux";
                    builder = "/bin/bash";
                    PATH = "/bin:/usr/bin";
                    args = [ "-c" ''mkdir -p $out/bin; for n in hello main; do printf '#!/bin/sh\\necho %s "$@" in $PWD\\necho said >&2\\nexit 3' $n > $out/bin/$n; chmod +x $out/bin/$n; done'' ];
                  } // more);
                in
                {
                  hello = program "hello-1.0" { };
                  named = program "x" { pname = "main"; } // { meta = { }; };
                  main = program "x-1" { } // { meta.mainProgram = "main"; };
                  none = program "none-1" { };
                  set = { };
                  number = 1;
                }
                """;
        Files.writeString(directory.resolve("run/x.nix"), programs);
        Files.writeString(directory.resolve("run/plain"), "");
        Files.writeString(directory.resolve("run/flake.nix"), """
                {
                  outputs = { self }:
                    let programs = import ./x.nix; in {
                      packages.x86_64-linux = { default = programs.main; } // programs;
                      apps.x86_64-linux = {
                        app = { type = "app"; program = "${programs.hello}/bin/hello"; };
                        path = { type = "app"; program = "${./plain}"; };
                        outside = { type = "app"; program = "/bin/sh"; };
                        derivation = programs.hello;
                        number = { type = "app"; program = 1; };
                        typeless = { program = "x"; };
                      };
                      other = programs.hello;
                      app = self.apps.x86_64-linux.app;
                    };
                }
                """);
        List<List<String>> commands = new ArrayList<>();
        for (String words : List.of(
                "path:./run -- a b",
                "-- path:./run --a b",
                "path:./run#hello c",
                "path:./run#named",
                "path:./run#none",
                "path:./run#set",
                "path:./run#app -- --x",
                "path:./run#path",
                "path:./run#outside",
                "path:./run#derivation",
                "path:./run#number",
                "path:./run#typeless",
                "path:./run#other",
                "path:./run#.app",
                "path:./run#nosuch",
                "-f run/x.nix hello -- 1",
                "-f run/x.nix named",
                "-f run/x.nix set",
                "-f run/x.nix number",
                "-f run/x.nix")) {
            commands.add(BuildFolder.line("run --no-write-lock-file " + words));
        }
        List<ProgramRun> theirs = folder.story(false, commands);
        folder.clear();
        List<ProgramRun> ours = folder.story(true, commands);
        assertThat(ours.get(0).out()).as(ours.get(0).err()).isEqualTo("main a b in " + directory + "\n");
        assertThat(ours.get(0).status()).isEqualTo(3);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(ours.get(i))
                    .as("nix %s", String.join(" ", commands.get(i)))
                    .isEqualTo(theirs.get(i));
        }
    }

    @Test
    void programsAreGivenTheSameVariables() throws IOException, InterruptedException {
        // The colon: chmod closes its outputs before it ends, whereupon Nix may kill it as the builder.
        Files.writeString(directory.resolve("x.nix"), """
                {
                  show = derivation {
                    name = "show";
                    system = "x86_64-linux";
                    builder = "/bin/bash";
                    PATH = "/bin:/usr/bin";
                    args = [
                      "-c"
                      "mkdir -p $out/bin; printf '#!/bin/sh\\n/usr/bin/env | /usr/bin/sort\\nexit 3' > $out/bin/show; chmod +x $out/bin/show; :"
                    ];
                  };
                }
                """);
        List<List<String>> commands = new ArrayList<>();
        commands.add(BuildFolder.line("run -f x.nix show"));
        for (String flags : List.of(
                "-i",
                "--ignore-environment -k HOME --keep LC_ALL --keep-env-var NO_SUCH",
                "-i -s HOME a=b -k HOME -s NEW x",
                "-i -s A=B x",
                "-ik HOME",
                "-u HOME --unset NO_SUCH --unset-env-var NIX_CONFIG",
                "-u PATH",
                "-s PATH a::b:",
                "-u HOME -s HOME x",
                "-s HOME x -u HOME",
                "-s HOME",
                "-s HOME x -s HOME y",
                "-k HOME",
                "-i -u HOME")) {
            commands.add(BuildFolder.line("run -f x.nix show " + flags));
            commands.add(BuildFolder.line("shell -f x.nix show " + flags + " -c show"));
        }
        commands.add(List.of("run", "-f", "x.nix", "show", "-i", "-s", "", "x", "-s", "EMPTY", ""));
        commands.add(List.of("shell", "-f", "x.nix", "show", "-s", "PATH", "", "-c", "show"));
        commands.add(BuildFolder.line("env shell -f x.nix show -i -c /usr/bin/env"));
        commands.add(BuildFolder.line("env shell -f x.nix show -i -c nosuch"));
        commands.add(BuildFolder.line("env"));
        commands.add(BuildFolder.line("env nosuch"));
        commands.add(BuildFolder.line("env shel"));
        List<ProgramRun> theirs = folder.story(false, commands);
        folder.clear();
        List<ProgramRun> ours = folder.story(true, commands);
        assertThat(ours.get(1).out()).as(ours.get(1).err()).isEqualTo("PWD=" + directory + "\n");
        for (int i = 0; i < commands.size(); i++) {
            assertThat(ours.get(i))
                    .as("nix %s", String.join(" ", commands.get(i)))
                    .isEqualTo(theirs.get(i));
        }
    }
}
