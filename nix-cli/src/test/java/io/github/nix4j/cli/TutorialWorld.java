package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a beginner's guide to flakes finds elsewhere, as repositories on this machine: a small package set, a manager of homes
 * that uses it, and templates; beside them {@code work}, an empty repository for whoever follows the guide. Commits are a day
 * apart and the same in every world at one place.
 */
final class TutorialWorld {
    private final Path root;
    private int commits;

    TutorialWorld(Path root) throws IOException, InterruptedException {
        this.root = root;
        nixpkgs();
        homeManager();
        templates();
        git("work", "init", "-q");
        // Where the programs that the guide runs have their caches.
        write("work/.git/info/exclude", "/home\n");
    }

    private void nixpkgs() throws IOException, InterruptedException {
        write("nixpkgs/default.nix", """
                { system, overlays ? [ ] }:
                let
                  package = name: version: derivation { name = "${name}-${version}"; inherit system; builder = "/bin/sh"; };
                  base = final: {
                    greeter = package "greeter" "1.0";
                    editor = package final.editorName "3";
                    editorName = "ed";
                  };
                  extend = overlay: f: final: let before = f final; in before // overlay final before;
                  fix = f: let x = f x; in x;
                in
                fix (builtins.foldl' (f: overlay: extend overlay f) base overlays)
                """);
        write("nixpkgs/flake.nix", """
                {
                  description = "A very small package set";
                  outputs = { self }: {
                    lib.nixosSystem = { system, modules, specialArgs ? { } }:
                      let
                        args = specialArgs // { pkgs = import ./. { inherit system; overlays = config.overlays or [ ]; }; };
                        config = builtins.foldl' (all: module: all // (module args)) { } modules;
                      in
                      { inherit config; };
                    legacyPackages.x86_64-linux = import ./. { system = "x86_64-linux"; };
                  };
                }
                """);
        write("nixpkgs/version", "1\n");
        commit("nixpkgs");
    }

    private void homeManager() throws IOException, InterruptedException {
        write("home-manager/flake.nix", """
                {
                  description = "Homes";
                  inputs.nixpkgs.url = "git+file://ROOT/nixpkgs";
                  outputs = { self, nixpkgs }: {
                    lib.homeManagerConfiguration = { pkgs, modules }: {
                      activationPackage = derivation {
                        name = "home";
                        system = "x86_64-linux";
                        builder = "/bin/sh";
                        packages = map (module: module pkgs) modules;
                        from = nixpkgs.rev;
                      };
                    };
                  };
                }
                """);
        commit("home-manager");
        lockFile("home-manager");
    }

    private void templates() throws IOException, InterruptedException {
        write("templates/flake.nix", """
                {
                  description = "Templates";
                  outputs = { self }: {
                    templates.default = {
                      path = ./system;
                      description = "A system of your own";
                      welcomeText = "Now edit flake.nix.";
                    };
                  };
                }
                """);
        write(
                "templates/system/hosts/alpha.nix",
                "{ pkgs, ... }: { hostName = \"alpha\"; packages = [ pkgs.greeter ]; }\n");
        write("templates/system/flake.nix", """
                {
                  description = "My system";

                  # What it is made of.
                  inputs = {
                  };

                  outputs = { self, ... }: {
                    greeting = "hello";
                  };
                }
                """);
        commit("templates");
    }

    /** Gives {@code repository} a lock file: that of its only input's first revision, as its author had it. */
    private void lockFile(String repository) throws IOException, InterruptedException {
        ProgramRun run = ProgramRun.ours(
                root.resolve(repository),
                "",
                "nix",
                "flake",
                "lock",
                "--store",
                "memory://",
                "--option",
                "flake-registry",
                "");
        assertThat(run.status()).as(run.err()).isZero();
        commit(repository);
    }

    /** Where a path in the world is. */
    Path path(String name) {
        return root.resolve(name);
    }

    /** Writes a file; {@code ROOT} stands for the world's place. */
    void write(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text.replace("ROOT", root.toString()));
    }

    /** Replaces the only {@code part} of a file. */
    void replace(String name, String part, String by) throws IOException {
        String text = Files.readString(path(name));
        assertThat(text.split(java.util.regex.Pattern.quote(part), -1)).as(text).hasSize(2);
        write(name, text.replace(part, by));
    }

    /** Commits all files of a repository, a day after the commit before; returns the revision. */
    String commit(String repository) throws IOException, InterruptedException {
        if (!Files.exists(path(repository).resolve(".git"))) {
            git(repository, "init", "-q");
        }
        commits++;
        git(repository, "add", ".");
        git(repository, "commit", "-q", "--allow-empty", "-m", "commit " + commits);
        return git(repository, "rev-parse", "HEAD").strip();
    }

    /** Runs the {@code git} program in a repository; returns what it printed. */
    String git(String repository, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(path(repository)).toFile())
                .redirectErrorStream(true);
        for (String role : List.of("AUTHOR", "COMMITTER")) {
            builder.environment().put("GIT_" + role + "_NAME", "A");
            builder.environment().put("GIT_" + role + "_EMAIL", "a@example.org");
            builder.environment().put("GIT_" + role + "_DATE", "2024-01-%02dT03:04:05Z".formatted(commits));
        }
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
