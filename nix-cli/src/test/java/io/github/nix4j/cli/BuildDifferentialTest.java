package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
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

    @TempDir
    Path directory;

    private BuildFolder folder;

    @BeforeEach
    void findReference() {
        folder = new BuildFolder(BothPrograms.find().bin(), directory);
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
                "fails -L",
                "waits -L",
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
            commands.add(BuildFolder.line("build -f x.nix --no-link " + name));
        }
        // Nothing is built for these, but what would have to be is told.
        for (String words : List.of(
                "build --no-link --dry-run -f x.nix waits --quiet --quiet",
                "path-info -f x.nix platform",
                "path-info -f x.nix platform waits --json --json-format 2",
                "path-info -f x.nix platform --derivation",
                "path-info -f x.nix platform -r --quiet --quiet")) {
            commands.add(BuildFolder.line(words));
        }
        commands.add(BuildFolder.line("build -f x.nix env above -o result"));
        commands.add(BuildFolder.line("build -f x.nix outputs --out-link result-o"));
        commands.add(BuildFolder.line("build ./result --print-out-paths --no-link"));
        commands.add(BuildFolder.line("eval -f x.nix imports"));
        commands.add(BuildFolder.line("eval -f x.nix brokenImport"));
        commands.add(BuildFolder.line("eval -f x.nix imports --option allow-import-from-derivation false"));
        List<ProgramRun> theirs = folder.story(false, commands);
        Map<String, String> expected = folder.objects();
        folder.clear();
        List<ProgramRun> ours = folder.story(true, commands);
        Map<String, String> found = folder.objects();
        folder.clear();
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
    void logsAreWhereTheStoreKeepsThem() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("x.nix"), EXPRESSIONS.replace("SYSTEM", "x86_64-linux"));
        String folders = "local?store=" + directory.resolve("store") + "&state=" + directory.resolve("state");
        String logs = folders + "&log=" + directory.resolve("log");
        List<List<String>> commands = List.of(
                BuildFolder.line("build -f x.nix --no-link said"),
                BuildFolder.line("log -f x.nix said"),
                BuildFolder.line("log -f x.nix said --store " + folders),
                BuildFolder.line("build -f x.nix --no-link fails --store " + logs),
                BuildFolder.line("log -f x.nix fails --store " + logs),
                BuildFolder.line("eval --expr 1 --store " + logs + "x"),
                BuildFolder.line("eval --expr 1 --store " + folders + "&log=relative"),
                BuildFolder.line("eval --expr 1 --store " + directory.resolve("store") + "?log=/x"));
        List<ProgramRun> theirs = folder.story(false, commands);
        assertThat(directory.resolve("log")).isNotEmptyDirectory();
        folder.clear();
        List<ProgramRun> ours = folder.story(true, commands);
        assertThat(directory.resolve("log")).isNotEmptyDirectory();
        folder.clear();
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void wordsComeFromTheInput() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("x.nix"), EXPRESSIONS.replace("SYSTEM", "x86_64-linux"));
        // The first is the input.
        List<String> runs = List.of(
                ";path-info --all",
                "\u000benv\fenv\r\nenv\r\n;build -f x.nix --stdin env above --no-link --print-out-paths",
                ";build -f x.nix env above env --no-link --json",
                ";build -f x.nix env env^out env^* --no-link --print-out-paths",
                ";build -f x.nix outputs outputs^* outputs --no-link --json",
                ";build -f x.nix env env --dry-run --print-out-paths",
                ";build -f x.nix env env --dry-run --json",
                "env;path-info -f x.nix --stdin env",
                "env;shell -f x.nix --stdin env -c /usr/bin/printenv PATH",
                "\n \n;build --stdin",
                "\u00c5#\u0185;path-info --stdin",
                "above ;build -f x.nix --stdin env --no-link --print-out-paths",
                "\tfixed\n\nfile;build -f x.nix --stdin --no-link --json",
                ";build --stdin",
                ";build --stdin --json",
                ";path-info --all",
                ";path-info --all -r",
                ";path-info --all --derivation --size --closure-size",
                ";path-info --stdin --all",
                "nosuch;path-info --stdin --all",
                ";path-info --all nosuch",
                "env above;path-info -f x.nix --stdin -r",
                ";path-info --stdin",
                ";path-info --stdin --json --json-format 2",
                ";path-info --all --store dummy://",
                ";shell --stdin -c /usr/bin/printenv PATH",
                "outputs;shell -f x.nix --stdin -s PATH x -c /usr/bin/printenv PATH");
        List<ProgramRun> theirs = new ArrayList<>();
        for (String run : runs) {
            String[] parts = run.split(";", 2);
            theirs.add(ProgramRun.reference(
                    folder.bin(), directory, folder.variables(), parts[0], "nix", parts[1].split(" ")));
        }
        folder.clear();
        for (int i = 0; i < runs.size(); i++) {
            String[] parts = runs.get(i).split(";", 2);
            assertThat(ProgramRun.ours(directory, folder.variables(), parts[0], "nix", parts[1].split(" ")))
                    .as(runs.get(i))
                    .isEqualTo(theirs.get(i));
        }
        assertThat(theirs.get(runs.lastIndexOf(";path-info --all")).out().lines())
                .hasSizeGreaterThan(7);
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
                            ? ProgramRun.ours(directory, folder.variables(), input, "nix", "repl")
                            : ProgramRun.reference(folder.bin(), directory, folder.variables(), input, "nix", "repl"));
            objects.add(folder.objects());
            links.add(
                    Files.readSymbolicLink(directory.resolve("repl-result-dev")).toString());
            folder.clear();
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
