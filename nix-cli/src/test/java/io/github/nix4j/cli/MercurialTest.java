package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flakes in Mercurial repositories: each program runs the same story, and says and leaves the same. */
class MercurialTest {
    private static final List<String> STORY = List.of(
            "flake metadata --json hg+file://ROOT/e",
            "eval hg+file://ROOT/e#v",
            "eval hg+file://ROOT/e#bad",
            "flake lock --commit-lock-file hg+file://ROOT/e",
            "flake metadata hg+file://ROOT/e --no-allow-dirty",
            "CHANGE",
            "flake metadata hg+file://ROOT/e --no-allow-dirty",
            "flake metadata --json hg+file://ROOT/e",
            "flake update --flake hg+file://ROOT/e?ref=default",
            "flake prefetch hg+file://ROOT/e",
            "flake metadata hg+file://ROOT/e?ref=feature",
            "eval --impure --expr (builtins.fetchMercurial(ROOT/e)).rev",
            "eval --impure --expr builtins.fetchMercurial({url=ROOT/e;rev=\"feature\";}).branch",
            "eval --impure --expr (builtins.fetchMercurial({url=ROOT/e;rev=\"tip\";})).revCount",
            "eval --impure --expr builtins.fetchMercurial({url=ROOT/e;rev=\"nope\";})",
            "eval --impure --json --expr builtins.readDir(builtins.fetchMercurial(ROOT/e)+\"/dir\")",
            "eval --impure --expr builtins.readFile(builtins.fetchMercurial(ROOT/e)+\"/untracked\")",
            "eval --impure --expr builtins.readFile(builtins.fetchTree(\"hg+file://ROOT/e\")+\"/nope\")",
            "eval --impure --expr builtins.fetchTree(\"hg+http://127.0.0.1:1/x\")",
            "eval --impure --json --expr builtins.removeAttrs(builtins.fetchTree(\"hg+file://ROOT/d\"))([\"outPath\"])",
            "eval --expr builtins.fetchMercurial(\"file://ROOT/d\")");

    @TempDir
    Path directory;

    private Path root() {
        return directory.resolve("world");
    }

    private int hg(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("hg", "--quiet"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("HOME", root() + "/home", "HGPLAIN", ""));
        return builder.start().waitFor();
    }

    private void makeWorld() throws Exception {
        Files.createDirectories(root().resolve("home"));
        Files.writeString(root().resolve("home/.hgrc"), "[ui]\nusername = A\n");
        for (String name : List.of("d", "e")) {
            hg("init", name);
            Files.createDirectories(root().resolve(name + "/dir"));
            Files.writeString(root().resolve(name + "/dir/run"), "#!/bin/sh\n");
            assertThat(root().resolve(name + "/dir/run").toFile().setExecutable(true))
                    .isTrue();
            Files.createSymbolicLink(root().resolve(name + "/link"), Path.of("dir"));
        }
        Files.writeString(root().resolve("d/flake.nix"), "{ outputs = _: { v = 1; }; }\n");
        Files.writeString(root().resolve("e/flake.nix"), """
                {
                  inputs.d.url = "hg+file://ROOT/d";
                  outputs = { self, d }: { v = d.v; s = self; bad = throw "x"; };
                }
                """.replace("ROOT", root().toString()));
        for (String name : List.of("d", "e")) {
            hg("--cwd", name, "add");
            hg("--cwd", name, "commit", "-d", "0 0", "-m", "one");
        }
        hg("--cwd", "e", "branch", "feature");
        Files.writeString(root().resolve("e/more"), "more\n");
        hg("--cwd", "e", "add", "more");
        hg("--cwd", "e", "commit", "-d", "60 0", "-m", "two");
        hg("--cwd", "e", "update", "default");
    }

    private void change() throws IOException, InterruptedException {
        Files.writeString(root().resolve("e/dir/run"), "changed\n");
        Files.writeString(root().resolve("e/untracked"), "");
        Files.writeString(root().resolve("e/dir/untracked"), "");
        hg("--cwd", "e", "remove", "link");
    }

    private List<String> story(Path reference) throws Exception {
        makeWorld();
        List<String> said = new ArrayList<>();
        Path store = directory.resolve("store" + (reference == null ? "" : "-reference"));
        for (String line : STORY) {
            if (line.equals("CHANGE")) {
                change();
                continue;
            }
            List<String> words = new ArrayList<>(
                    List.of(line.replace("ROOT", root().toString()).split(" ")));
            words.addAll(List.of("--option", "flake-registry", "", "--store", store.toString()));
            String[] all = words.toArray(new String[0]);
            ProgramRun run = reference != null
                    ? ProgramRun.reference(reference, root(), "", "nix", all)
                    : ProgramRun.ours(root(), "", "nix", all);
            Path lock = root().resolve("e/flake.lock");
            String errors = run.err()
                    .replace("warning: the group 'nixbld' specified in 'build-users-group' does not exist\n", "")
                    .replace(store + "/nix/store/", "/nix/store/")
                    // The program's own lines, which nix4j passes on as warnings.
                    .replace("warning: hg: ", "");
            said.add(line + " -> " + run.status() + "\n" + run.out() + errors
                    + (Files.exists(lock) ? Files.readString(lock) : ""));
        }
        Files.move(root(), directory.resolve("done" + (reference == null ? "" : "-reference")));
        return said;
    }

    private void needHg() throws InterruptedException {
        boolean there;
        try {
            Files.createDirectories(root());
            there = hg("--version") == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "skipped: there is no program 'hg'");
    }

    @Test
    void theSameAsTheReference() throws Exception {
        Path reference = BothPrograms.find().bin();
        needHg();
        List<String> expected = story(reference);
        List<String> found = story(null);
        for (int i = 0; i < expected.size(); i++) {
            // Commits of lock files hold the time, and so do the revisions and hashes that come from them.
            assertThat(withoutTimes(found.get(i))).isEqualTo(withoutTimes(expected.get(i)));
        }
        assertThat(found).hasSameSizeAs(expected);
    }

    private static String withoutTimes(String said) {
        return said.replaceAll("\\b[0-9a-f]{40}\\b", "REV")
                .replaceAll("(\"?fingerprint[^0-9a-f]*)[0-9a-f]{64}", "$1HASH")
                .replaceAll("(Fingerprint:\\S* +)[0-9a-f]{64}", "$1HASH");
    }

    @Test
    void withoutTheProgram() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.github.nix4j.cli.Main",
                        "eval",
                        "--impure",
                        "--store",
                        "memory://",
                        "--expr",
                        "builtins.fetchMercurial \"http://127.0.0.1:1/x\"")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(directory.toFile());
        builder.environment().put("PATH", directory.toString());
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        try (BufferedReader err = process.errorReader()) {
            List<String> lines = err.lines().toList();
            assertThat(lines).startsWith("warning: hg: executing \"hg\": No such file or directory");
            assertThat(lines).endsWith("       error: hg failed with exit code 1");
        }
        assertThat(process.waitFor()).isEqualTo(1);
    }
}
