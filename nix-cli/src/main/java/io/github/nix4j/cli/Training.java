package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs what people run most, so that the JVM can write down which classes and methods a start needs. The launcher makes its
 * class cache with it. A failure ends with status 1 and its message, so that no cache is made of half a run.
 *
 * <p>Every class in the cache takes each start 9 microseconds: what few runs need has no place here.
 */
final class Training {
    private static final int LARGE = 200_000;
    private static final int MANY = 40;

    private final Path folder;

    private Training(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        // The way of a real run, output included; the settings of this user may fail.
        Main.run(new String[] {"--version"});
        Path folder = Files.createTempDirectory("nix4j-training");
        try {
            new Training(folder).run(arguments.length > 0 ? arguments[0] : "everything");
        } finally {
            remove(folder);
        }
        System.exit(0);
    }

    /**
     * @param what {@code plain} is without flakes, {@code flakes} without Git, {@code everything} with both; {@code locks} is only
     *     the commands that read and write lock files, {@code git-locks} those with Git
     */
    private void run(String what) throws IOException {
        String code = code("training.nix");
        if (what.endsWith("locks")) {
            writeFlakes();
            for (int i = 0; i < 2; i++) {
                locks();
                if (what.startsWith("git")) {
                    repositoryLocks();
                }
            }
            return;
        }
        run("nix4j", "--version");
        run("nix4j", "eval", "--json", "--impure", "--expr", "(" + code + ") { }");
        run(
                "nix4j",
                "eval",
                "--store",
                "memory://",
                "--option",
                "warn-dirty",
                "true",
                "--expr",
                "{ a = [ 1 ./x \"s\" ]; }",
                "a");
        fail("nix4j", "eval", "--expr", "{ abc = 1; }", "abd");
        fail("nix-instantiate", "--eval", "-E", "let f = x: x + 1; in f \"a\"");
        fail("nix-instantiate", "--eval", "-E", "{ a = 1");
        run("nix-instantiate", "--eval", "--strict", "-E", code, "--argstr", "unused", "x");
        run("nix-instantiate", "-E", "(" + code + ") { scale = 5; }", "-A", "packages");
        run("nix-instantiate", "--parse", "-E", code);
        runAtHome("nix", "eval", "--expr", "1");
        files(code);
        builtins();
        runAtHome("nix-instantiate", "--eval", "./set");
        if (what.equals("plain")) {
            hashing();
        } else {
            flakes();
        }
        if (what.equals("everything")) {
            repository();
        }
    }

    /** Files that import each other: read, parsed, kept in compiled form, and read from that the second time. */
    private void files(String code) throws IOException {
        write("set/packages.nix", code);
        for (int i = 0; i < 20; i++) {
            write("set/by-name/p" + i + ".nix", code + "\n# " + i + "\n");
        }
        write(
                "set/default.nix",
                "{ scale ? 5 }:\nlet\n  folder = ./by-name;\n  names = builtins.attrNames (builtins.readDir folder);\n"
                        + "  one = name: import (folder + \"/${name}\") { inherit scale; };\nin\n"
                        + "import ./packages.nix { inherit scale; } // {\n  all = map one names;\n"
                        + "  source = \"${./by-name}\";\n  here = builtins.pathExists ./packages.nix;\n}\n");
        for (int i = 0; i < 2; i++) {
            run("nix-instantiate", "--eval", "--strict", folder + "/set");
            run("nix-instantiate", folder + "/set", "-A", "packages");
            run("nix4j", "eval", "--raw", "--file", folder + "/set", "packages.package1.drvPath");
        }
    }

    /** What fewer programs call, with a store that only knows and one that keeps. */
    private void builtins() throws IOException {
        write("set/builtins.nix", code("training-builtins.nix"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("set"));
        String all = "import <nixpkgs/set/builtins.nix> ({ folder = /. + \"" + folder + "/set\"; link = /. + \""
                + folder + "/link\"; }";
        for (int i = 0; i < 2; i++) {
            runAtHome(
                    "nix-instantiate",
                    "--eval",
                    "--strict",
                    "--json",
                    "--read-write-mode",
                    "-E",
                    all + " // { keeps = true; })");
            Map<String, String> none = Map.of("NIX_PATH", "nixpkgs=" + folder, "NIX_REMOTE", "dummy://");
            run(none, "/", "nix-instantiate", "--eval", "--strict", "--readonly-mode", "-E", all + ")");
        }
        runAtHome("nix-instantiate", "-E", "(" + all + ")).one");
        // So many that several threads parse.
        String[] words = new String[MANY + 1];
        Arrays.fill(words, folder + "/set/builtins.nix");
        words[0] = "--parse";
        run("nix-instantiate", words);
    }

    /** Of a tree that is large enough for threads. */
    private void hashing() throws IOException {
        for (int i = 0; i < 8; i++) {
            write("large/file" + i, "x".repeat(LARGE));
        }
        run("nix4j", "hash", "path", folder + "/large");
        run("nix4j", "store", "add", "--store", folder + "/store", folder + "/large");
        // Commands that hash have the JDK's digest: they run with another compiler than this does.
        try {
            MessageDigest.getInstance("SHA-256").digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private void writeFlakes() throws IOException {
        write("input/flake.nix", "{ outputs = { self }: { value = 1; }; }\n");
        write(
                "other/flake.nix",
                "{ inputs.input.url = \"path:" + folder + "/input\"; outputs = inputs: { value = 2; }; }\n");
        write(
                "flake/flake.nix",
                "{\n  description = \"For training\";\n  inputs.input.url = \"path:" + folder + "/input\";\n"
                        + "  inputs.other = { url = \"path:" + folder
                        + "/other\"; inputs.input.follows = \"input\"; };\n"
                        + "  outputs = { self, input, other }: {\n    packages.x86_64-linux.default = derivation {\n"
                        + "      name = \"p\"; system = \"x86_64-linux\"; builder = \"/bin/sh\"; value = input.value + other.value;\n"
                        + "    };\n    devShells.x86_64-linux = self.packages.x86_64-linux;\n    lib.f = x: x;\n"
                        + "    checks = self.packages;\n    hydraJobs.a = self.packages.x86_64-linux;\n    overlays.default = final: prev: { };\n"
                        + "    apps.x86_64-linux.a = { type = \"app\"; program = \"/p\"; };\n    nixosModules.m = { };\n"
                        + "    templates.t = { path = ./.; description = \"t\"; };\n  };\n"
                        + "  nixConfig = { bash-prompt = \"p\"; connect-timeout = 1; extra-substituters = [ ]; };\n}\n");
    }

    private void locks() {
        String flake = folder + "/flake";
        run("nix4j", "flake", "lock", flake);
        run("nix4j", "flake", "lock", flake);
        runOnTerminal("nix4j", "flake", "update", "--flake", flake);
        run("nix4j", "flake", "metadata", flake);
        run("nix4j", "flake", "metadata", "--json", flake);
        run("nix4j", "flake", "show", flake);
        run("nix4j", "flake", "show", "--json", flake);
        run("nix4j", "flake", "update", "--flake", flake);
        runAtHome("nix", "flake", "metadata", "./flake");
    }

    private void flakes() throws IOException {
        writeFlakes();
        String flake = folder + "/flake";
        for (int i = 0; i < 3; i++) {
            locks();
            run("nix4j", "flake", "check", "--no-build", flake);
            fail("nix4j", "eval", flake + "#nope");
            run("nix4j", "eval", "--raw", flake + "#packages.x86_64-linux.default.drvPath");
            runAtHome("nix", "eval", "./flake#lib", "--apply", "f: 1");
            // All of it but the building, which this store cannot.
            fail("nix4j", "build", "--no-link", "--store", "memory://", flake);
            run("nix4j", "search", flake, "p");
        }
    }

    /** A flake in a repository, as most are. */
    private void writeRepository() throws IOException {
        write(
                "repository/flake.nix",
                "{ inputs.input.url = \"path:" + folder
                        + "/input\"; outputs = { self, input }: { value = input.value; }; }\n");
        // A repository that comes behind others is fetched ahead.
        write(
                "of-repository/flake.nix",
                "{ inputs.input.url = \"path:" + folder + "/input\"; inputs.other.url = \"path:" + folder
                        + "/other\"; inputs.repository.url = \"git+file://" + folder
                        + "/repository\"; outputs = { self, ... }: { }; }\n");
        TrainingRepository.make(folder.resolve("repository"));
    }

    private void repositoryLocks() throws IOException {
        if (!Files.exists(folder.resolve("repository"))) {
            writeRepository();
        }
        run("nix4j", "flake", "metadata", "--no-write-lock-file", folder + "/repository");
        run("nix4j", "flake", "show", "--no-write-lock-file", folder + "/repository");
        run("nix4j", "flake", "lock", folder + "/of-repository");
        run("nix4j", "flake", "update", "--flake", folder + "/of-repository");
    }

    private void repository() throws IOException {
        for (int i = 0; i < 2; i++) {
            repositoryLocks();
            run("nix4j", "eval", "--no-write-lock-file", folder + "/repository#value");
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, ByteText.bytes(text));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String code(String name) throws IOException {
        try (InputStream in = Training.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in the jar");
            }
            return ByteText.of(in.readAllBytes());
        }
    }

    private void run(String program, String... words) {
        run(Map.of(), "/", program, words);
    }

    /** As in a shell that is set up for Nix: there is a search path and a store, and files are named from where one is. */
    private void runAtHome(String program, String... words) {
        run(Map.of("NIX_PATH", "nixpkgs=" + folder, "NIX_REMOTE", "memory://"), folder.toString(), program, words);
    }

    /** As people make mistakes. */
    private void fail(String program, String... words) {
        attempt(1, Map.of(), "/", program, words);
    }

    private void run(Map<String, String> more, String directory, String program, String... words) {
        attempt(0, more, directory, program, words);
    }

    /** As on a terminal. */
    private void runOnTerminal(String program, String... words) {
        attempt(0, true, Map.of("TERM", "xterm"), "/", program, words);
    }

    private void attempt(int expected, Map<String, String> more, String directory, String program, String... words) {
        attempt(expected, false, more, directory, program, words);
    }

    private void attempt(
            int expected,
            boolean terminal,
            Map<String, String> more,
            String directory,
            String program,
            String... words) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("HOME", folder.toString());
        variables.put("NIX_CONF_DIR", "/homeless");
        variables.put("NIX_CONFIG", "experimental-features = nix-command flakes\nflake-registry =");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Invocation invocation = new Invocation(
                program,
                List.of(words),
                variables,
                directory,
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                errors,
                terminal);
        int status = Program.run(invocation, FlakeWords.prepare(invocation.arguments()), clearing -> {});
        if (status != expected) {
            System.err.write(errors.toByteArray(), 0, errors.size());
            throw new IllegalStateException("a run of the training failed");
        }
    }
}
