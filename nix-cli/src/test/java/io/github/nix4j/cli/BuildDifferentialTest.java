package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs build the same in folders of the same names: they say the same and leave the same objects. */
class BuildDifferentialTest {
    private static final String EXPRESSIONS = """
            let
              run = name: more: script: derivation ({
                inherit name;
                system = "SYSTEM";
                builder = "/bin/bash";
                PATH = "/bin:/usr/bin";
                args = [ "-c" (script + "\\n:") ];
              } // more);
              env = run "env" { b = ''a "quoted" $text''; } "echo ${builtins.placeholder "out"} $b > $out";
            in {
              inherit env;
              above = run "above" { } "mkdir $out; ln -s ${env} $out/l; echo x > $out/x; chmod +x $out/x";
              outputs = run "outputs" { outputs = [ "out" "dev" ]; } "mkdir $out; echo $dev > $out/x; echo a > $dev";
              installed = run "installed" { outputs = [ "out" "dev" ]; } "echo > $out; echo a > $dev" // {
                meta.outputsToInstall = [ "dev" ];
              };
              cycle = run "cycle" { outputs = [ "out" "dev" ]; } "echo $dev > $out; echo $out > $dev";
              fails = run "fails" { } "for i in $(seq 30); do echo line $i; done; exit 3";
              said = run "said" { } "echo said; echo > $out";
              killed = run "killed" { } "kill -9 $$";
              waits = run "waits" { } "cat ${run "fails" { } "exit 1"} > $out";
              nothing = run "nothing" { } "echo hi";
              fixed = run "fixed" {
                outputHash = "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
                outputHashMode = "flat";
              } "echo -n hello > $out";
              mismatch = run "mismatch" {
                outputHash = "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
                outputHashMode = "flat";
              } "echo -n other > $out";
              platform = derivation { name = "platform"; system = "no-such"; builder = "/bin/sh"; };
              features = run "features" { requiredSystemFeatures = [ "kvm" "no-such" ]; } "";
              absent = derivation { name = "absent"; system = "SYSTEM"; builder = "/no/such/program"; };
              internal = derivation { name = "internal"; system = "builtin"; builder = "builtin:no-such"; };
              allowed = run "allowed" { allowedReferences = [ ]; } "echo ${env} > $out";
              disallowed = run "disallowed" { disallowedRequisites = [ env ]; } "echo ${env} > $out";
              self = run "self" { allowedReferences = [ ]; } "echo $out > $out";
              pipe = run "pipe" { } "mkdir $out; mkfifo $out/p";
              open = run "open" { } "echo > $out; chmod 666 $out";
              graph = run "graph" { exportReferencesGraph = [ "g" env ]; } "cat g > $out";
              file = run "file" { passAsFile = [ "text" ]; text = "in a file"; } "cat $textPath > $out";
              structured = run "structured" {
                __structuredAttrs = true;
                n = 3; b = true; f = 1.5; l = [ "a b" "c'd" ]; o = { x = "y"; }; deep = { x = [ ]; };
                "no-name" = 1; nothing = null;
                outputs = [ "out" "dev" ];
              } "source $NIX_ATTRS_SH_FILE; cp $NIX_ATTRS_JSON_FILE \\${outputs[dev]}; grep -v outputs $NIX_ATTRS_SH_FILE > \\${outputs[out]}";
              imports = import (run "imports" { } "echo '{ v = 1; }' > $out");
              brokenImport = import (run "broken" { } "echo why; exit 2");
              text = "${env}";
              plain = "text";
              closure = env.drvPath;
            }
            """;

    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        String reference = System.getenv("NIX_REFERENCE");
        if (reference == null && System.getenv("NIX4J_REQUIRE_DATA") != null) {
            fail("NIX_REFERENCE does not name the reference's programs");
        }
        assumeTrue(reference != null, "skipped: NIX_REFERENCE does not name the reference's programs");
        bin = Path.of(reference);
    }

    private Map<String, String> variables() {
        return Map.of(
                "NIX_REMOTE", "",
                "NIX_STORE_DIR", directory.resolve("store").toString(),
                "NIX_STATE_DIR", directory.resolve("state").toString(),
                "NIX_LOG_DIR", directory.resolve("log").toString(),
                "NIX_CONFIG",
                        "experimental-features = nix-command flakes\nsandbox = false\nsubstituters =\n"
                                + "build-users-group =\nsystem-features = kvm\nmax-jobs = 1\nsystem = SYSTEM\n"
                                        .replace("SYSTEM", "x86_64-linux"));
    }

    private List<ProgramRun> story(boolean ours, List<List<String>> commands) throws IOException, InterruptedException {
        List<ProgramRun> runs = new ArrayList<>();
        for (List<String> words : commands) {
            String[] all = words.toArray(String[]::new);
            runs.add(
                    ours
                            ? ProgramRun.ours(directory, variables(), "", "nix", all)
                            : ProgramRun.reference(bin, directory, variables(), "", "nix", all));
        }
        return runs;
    }

    /** Every object with modes, times and contents; what only one of the programs keeps is left out. */
    private Map<String, String> objects() throws IOException {
        Map<String, String> found = new TreeMap<>();
        Path store = directory.resolve("store");
        Files.walkFileTree(store, new SimpleFileVisitor<>() {
            private void note(Path path, BasicFileAttributes attributes) throws IOException {
                String name = store.relativize(path).toString();
                if (name.isEmpty() || name.startsWith(".links") || name.endsWith(".lock")) {
                    return;
                }
                String mode =
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
                String content = attributes.isSymbolicLink()
                        ? Files.readSymbolicLink(path).toString()
                        : attributes.isRegularFile()
                                ? Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1)
                                : "";
                found.put(name, mode + " " + attributes.lastModifiedTime().toMillis() / 1000 + " " + content);
            }

            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                note(path, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                note(path, attributes);
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private void clear() throws IOException, InterruptedException {
        String script = "chmod -R u+w store state log home result* 2>/dev/null; rm -rf store state log home result*";
        new ProcessBuilder("/bin/sh", "-c", script)
                .directory(directory.toFile())
                .start()
                .waitFor();
    }

    private static List<String> line(String words) {
        return List.of(words.split(" "));
    }

    @Test
    void bothBuildTheSame() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("x.nix"), EXPRESSIONS.replace("SYSTEM", "x86_64-linux"));
        List<List<String>> commands = new ArrayList<>();
        for (String name : List.of(
                "above --print-out-paths",
                "env",
                "outputs --json",
                "outputs^dev --print-out-paths",
                "outputs^nope",
                "installed --print-out-paths",
                "cycle",
                "fails",
                "killed",
                "waits",
                "nothing",
                "fixed --json",
                "mismatch",
                "platform",
                "features",
                "absent",
                "internal",
                "allowed",
                "disallowed",
                "self",
                "pipe",
                "open",
                "graph",
                "file",
                "structured --print-out-paths",
                "imports",
                "brokenImport",
                "text --json",
                "plain",
                "closure",
                "fails killed",
                "fails killed --keep-going",
                "waits --dry-run",
                "nosuch")) {
            commands.add(line("build -f x.nix --no-link " + name));
        }
        commands.add(line("build -f x.nix env above -o result"));
        commands.add(line("build -f x.nix outputs --out-link result-o"));
        commands.add(line("build ./result --print-out-paths --no-link"));
        commands.add(line("eval -f x.nix imports"));
        commands.add(line("eval -f x.nix brokenImport"));
        commands.add(line("eval -f x.nix imports --option allow-import-from-derivation false"));
        List<ProgramRun> theirs = story(false, commands);
        Map<String, String> expected = objects();
        clear();
        List<ProgramRun> ours = story(true, commands);
        Map<String, String> found = objects();
        clear();
        for (int i = 0; i < commands.size(); i++) {
            assertThat(ours.get(i))
                    .as("nix %s", String.join(" ", commands.get(i)))
                    .isEqualTo(theirs.get(i));
        }
        // What a refused build has made stays in the store of C++ Nix, without being valid.
        found.forEach((name, what) -> assertThat(what).as(name).isEqualTo(expected.get(name)));
        assertThat(found.keySet()).filteredOn(name -> !name.contains("/")).hasSizeGreaterThan(30);
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
            commands.add(line("run --no-write-lock-file " + words));
        }
        List<ProgramRun> theirs = story(false, commands);
        clear();
        List<ProgramRun> ours = story(true, commands);
        assertThat(ours.get(0).out()).as(ours.get(0).err()).isEqualTo("main a b in " + directory + "\n");
        assertThat(ours.get(0).status()).isEqualTo(3);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(ours.get(i))
                    .as("nix %s", String.join(" ", commands.get(i)))
                    .isEqualTo(theirs.get(i));
        }
    }

    @Test
    void thePromptBuildsTheSame() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("x.nix"), EXPRESSIONS.replace("SYSTEM", "x86_64-linux"));
        String input = String.join(
                "\n",
                ":l x.nix",
                ":b above",
                ":b above",
                ":bl outputs",
                ":bl outputs",
                ":log env",
                ":log said",
                ":b said",
                ":log said",
                ":b cycle",
                ":b fails",
                ":log fails",
                ":b waits",
                ":b platform",
                ":b 1",
                ":u env",
                ":u 1",
                ":u nobody",
                "");
        List<ProgramRun> runs = new ArrayList<>();
        List<Map<String, String>> objects = new ArrayList<>();
        List<String> links = new ArrayList<>();
        for (boolean ours : new boolean[] {false, true}) {
            runs.add(
                    ours
                            ? ProgramRun.ours(directory, variables(), input, "nix", "repl")
                            : ProgramRun.reference(bin, directory, variables(), input, "nix", "repl"));
            objects.add(objects());
            links.add(
                    Files.readSymbolicLink(directory.resolve("repl-result-dev")).toString());
            clear();
            Files.delete(directory.resolve("repl-result-out"));
            Files.delete(directory.resolve("repl-result-dev"));
        }
        assertThat(runs.get(1)).isEqualTo(runs.get(0));
        assertThat(links.get(1)).isEqualTo(links.get(0));
        objects.get(1)
                .forEach((name, what) ->
                        assertThat(what).as(name).isEqualTo(objects.get(0).get(name)));
    }
}
