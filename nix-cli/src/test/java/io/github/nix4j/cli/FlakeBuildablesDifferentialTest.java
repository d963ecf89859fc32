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

/** What outputs of flakes name in the store, and what both programs say of those that name nothing. */
class FlakeBuildablesDifferentialTest {
    private static final String DERIVATION = """
            let
              d = derivation {
                name = "d";
                system = "x86_64-linux";
                builder = "/bin/sh";
                outputs = [ "out" "dev" ];
                args = [ "-c" "echo a > $out; echo b > $dev" ];
              };
            in
            """;

    @TempDir
    Path directory;

    private BuildFolder folder;

    @BeforeEach
    void findReference() {
        folder = new BuildFolder(BothPrograms.find().bin(), directory);
    }

    private void same(String outputs, List<String> lines) throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("flake"));
        Files.writeString(directory.resolve("flake/flake.nix"), "{ outputs = _: " + DERIVATION + outputs + "; }");
        Files.writeString(directory.resolve("x.nix"), DERIVATION + outputs);
        List<List<String>> commands = new ArrayList<>();
        // The reference remembers nothing of a folder that it has not fetched before.
        commands.add(BuildFolder.line("eval path:./flake#fetched"));
        for (String line : lines) {
            commands.add(BuildFolder.line(line));
        }
        Files.createDirectories(directory.resolve("home"));
        List<ProgramRun> theirs = folder.story(false, commands);
        folder.clear();
        Files.createDirectories(directory.resolve("home"));
        List<ProgramRun> ours = folder.story(true, commands);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(ours.get(i))
                    .as("nix %s", String.join(" ", commands.get(i)))
                    .isEqualTo(theirs.get(i));
        }
    }

    @Test
    void derivationsWithoutTheirPath() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(
                "run path:./flake#bare",
                "run path:./flake#named",
                "run -f x.nix bare",
                "run -f x.nix named",
                "build -f x.nix bare",
                "build -f x.nix named",
                "path-info path:./flake#bare",
                "shell path:./flake#named -c true",
                "log path:./flake#named",
                "print-dev-env path:./flake#bare"));
        for (String name : List.of(
                "bare",
                "named",
                "number",
                "outside",
                "relative",
                "output",
                "lost",
                "null",
                "set",
                "thrown",
                "below",
                "plain",
                "typeless",
                "badType")) {
            // What was remembered the first time changes what is said the second time.
            lines.add("build --no-link path:./flake#" + name);
            lines.add("build --no-link path:./flake#" + name);
            lines.add("run path:./flake#" + name);
        }
        same("""
                {
                  bare = { type = "derivation"; };
                  named = { type = "derivation"; outPath = "/x"; name = "n"; };
                  number = d // { drvPath = 1; };
                  outside = d // { drvPath = "/x"; };
                  relative = d // { drvPath = "x"; };
                  output = d // { drvPath = d.outPath; };
                  lost = d // { drvPath = "${builtins.storeDir}/00000000000000000000000000000000-x.drv"; };
                  null = d // { drvPath = null; };
                  set = d // { drvPath = { outPath = "x"; }; };
                  thrown = d // { drvPath = throw "no path"; };
                  below = d // { drvPath = d.drvPath + "/x"; };
                  plain = d // { drvPath = builtins.unsafeDiscardStringContext d.drvPath; };
                  typeless = { };
                  badType = { type = 1; };
                }
                """, lines);
    }

    @Test
    void outputsThatAreMeant() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (String name : List.of(
                "all",
                "dev",
                "none",
                "installed",
                "nothing",
                "notSpecified",
                "unnamed",
                "badFlag",
                "badName",
                "badList",
                "badItem",
                "reference",
                "badPriority",
                "ignoredPriority",
                "badMeta")) {
            lines.add("build --no-link --print-out-paths path:./flake#" + name);
            lines.add("build --no-link --print-out-paths path:./flake#" + name);
            lines.add("build --no-link --print-out-paths path:./flake#" + name + "^out");
        }
        same("""
                {
                  all = d;
                  inherit (d) dev;
                  none = d // { meta = { }; };
                  installed = d // { meta.outputsToInstall = [ "dev" "out" ]; };
                  nothing = d // { meta.outputsToInstall = [ ]; };
                  notSpecified = d // { outputSpecified = false; meta.outputsToInstall = [ "dev" ]; };
                  unnamed = removeAttrs d [ "outputName" ] // { outputSpecified = true; };
                  badFlag = d // { outputSpecified = 1; };
                  badName = d // { outputSpecified = true; outputName = 1; };
                  badList = d // { meta.outputsToInstall = { }; };
                  badItem = d // { meta.outputsToInstall = [ (throw "item") ]; };
                  reference = d // { meta.outputsToInstall = [ "${d}" ]; };
                  badPriority = d // { meta.priority = "x"; meta.outputsToInstall = 1; };
                  ignoredPriority = d.dev // { meta.priority = throw "priority"; };
                  badMeta = d // { meta = 1; };
                }
                """, lines);
    }

    @Test
    void stringsThatAreNotWhatTheyReferTo() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(
                "path-info path:./flake#below",
                "shell path:./flake#below -c true",
                "log path:./flake#below",
                "build --no-link path:./flake#below^out"));
        for (String name : List.of(
                "plain",
                "below",
                "before",
                "empty",
                "dev",
                "belowDev",
                "file",
                "belowFile",
                "path",
                "belowPath",
                "deep",
                "two",
                "none")) {
            lines.add("build --no-link --print-out-paths path:./flake#" + name);
            lines.add("build --no-link --print-out-paths -f x.nix " + name);
        }
        same("""
                {
                  plain = "${d}";
                  below = "${d}/bin";
                  before = "x${d}";
                  empty = builtins.substring 0 0 "${d}";
                  dev = "${d.dev}";
                  belowDev = "${d.dev}/x";
                  file = "${builtins.toFile "f" ""}";
                  belowFile = "${builtins.toFile "f" ""}/x";
                  path = builtins.unsafeDiscardOutputDependency d.drvPath;
                  belowPath = builtins.unsafeDiscardOutputDependency d.drvPath + "/x";
                  deep = d.drvPath;
                  two = "${d}${d.dev}";
                  none = "x";
                }
                """, lines);
    }

    @Test
    void objectsOfTheStore() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of("build path:./flake#made"));
        for (String name : List.of("file", "made", "own", "environment")) {
            for (String command : List.of("path-info --derivation", "print-dev-env", "develop -c true", "log")) {
                lines.add(command + " path:./flake#" + name);
                lines.add(command + " path:./flake#." + name);
                lines.add(command + " -f x.nix " + name);
            }
        }
        // What leads to an object by its path is no value of the language.
        for (String command : List.of(
                "path-info --derivation",
                "print-dev-env",
                "log",
                "run",
                "edit",
                "bundle --bundler path:./flake",
                "eval",
                "search",
                "repl")) {
            lines.add(command + " ./result");
        }
        lines.add("search ./result ^");
        lines.add("eval --apply x ./result");
        lines.add("eval ./result --arg a 1");
        lines.add("run ./result/ -- x");
        same("""
                {
                  file = ./flake.nix;
                  made = "${d}";
                  own = builtins.unsafeDiscardOutputDependency d.drvPath;
                  environment = "${builtins.toFile "x-env" ""}";
                }
                """, lines);
    }

    @Test
    void allOutputsAtOnce() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (String command : List.of("run", "edit", "build --no-link", "path-info", "print-dev-env", "eval")) {
            lines.add(command + " path:./flake#.");
            lines.add(command + " path:./flake#.value");
            lines.add(command + " path:./flake#..value");
        }
        lines.add("bundle --bundler path:./flake#.value path:./flake#.");
        lines.add("bundle --bundler path:./flake#.make path:./flake#.");
        same("{ value = 1; make = x: x; }", lines);
    }

    @Test
    void wrongTypesThatAreRemembered() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            lines.add("run path:./flake");
            lines.add("build path:./flake");
            lines.add("search path:./flake ^");
            lines.add("flake show path:./flake");
            lines.add("run path:./flake#app");
            lines.add("build path:./flake#named");
            lines.add("build path:./flake#nosuch");
            lines.add("run path:./flake#app");
        }
        same("""
                {
                  packages.x86_64-linux = {
                    default = { type = 1; };
                    named = { type = "derivation"; name = 1; };
                  };
                  apps.x86_64-linux.app = { type = true; };
                }
                """, lines);
    }
}
