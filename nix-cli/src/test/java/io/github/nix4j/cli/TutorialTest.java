package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.flake.lock.LockedNode;
import io.github.nix4j.flake.ref.InputPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of a beginner's guide to flakes, from a template to several hosts, one after the other. Each has to work and to
 * leave the lock file that it should; where the reference is at hand, it follows the same steps, and says and leaves the same.
 */
class TutorialTest {
    @TempDir
    Path directory;

    /** Somebody who follows the guide, with one of the programs. */
    private final class Reader {
        final Path root = directory.resolve("world");
        final TutorialWorld world = new TutorialWorld(Files.createDirectories(root));
        final @Nullable Path reference;
        final List<String> diary = new ArrayList<>();

        Reader(@Nullable Path reference) throws Exception {
            this.reference = reference;
        }

        /** Runs {@code nix} in the folder {@code work}, and notes what it says and what the lock file is then. */
        String nix(String line) throws Exception {
            List<String> words = new ArrayList<>(
                    List.of(line.replace("ROOT", root.toString()).split(" ")));
            words.addAll(List.of("--option", "flake-registry", "", "--store", root + "/store"));
            String[] all = words.toArray(new String[0]);
            Path work = world.path("work");
            ProgramRun run = reference != null
                    ? ProgramRun.reference(reference, work, "", "nix", all)
                    : ProgramRun.ours(work, "", "nix", all);
            String errors = run.err()
                    .replace("warning: the group 'nixbld' specified in 'build-users-group' does not exist\n", "")
                    .replace(root + "/store/nix/store/", "/nix/store/");
            Path lock = work.resolve("flake.lock");
            diary.add(line + " -> " + run.status() + "\n" + run.out() + errors
                    + (Files.exists(lock) ? Files.readString(lock) : ""));
            assertThat(run.status()).as(line + "\n" + errors).isZero();
            return run.out() + errors;
        }

        /** Changes {@code flake.nix} by our own command, whichever program follows the guide. */
        void edit(String... words) {
            List<String> all = new ArrayList<>(List.of("flake", "edit"));
            for (String word : words) {
                all.add(word.replace("ROOT", root.toString()));
            }
            all.addAll(List.of("--store", "memory://"));
            ProgramRun run = ProgramRun.ours(world.path("work"), "", "nix4j", all.toArray(new String[0]));
            assertThat(run.status()).as(run.err()).isZero();
        }

        String locked(String input) throws Exception {
            LockedNode node =
                    (LockedNode) LockFile.read(world.path("work/flake.lock")).find(InputPath.parse(input));
            assertThat(node).isNotNull();
            return String.valueOf(node.locked().input().rev());
        }

        /** The whole guide. Returns the diary. */
        List<String> follow() throws Exception {
            String first = world.git("nixpkgs", "rev-parse", "HEAD").strip();
            begin();
            addInputs(first);
            update();
            pinAndRollBack(first);
            hosts();
            overlays();
            settings();
            Files.move(root, directory.resolve(reference == null ? "own" : "reference"));
            return diary;
        }

        private void begin() throws Exception {
            assertThat(nix("flake init -t git+file://ROOT/templates")).contains("Now edit flake.nix.");
            world.git("work", "add", ".");
            assertThat(nix("flake show")).contains("greeting");
            assertThat(nix("eval .#greeting")).startsWith("\"hello\"\n");
            world.commit("work");
        }

        private void addInputs(String first) throws Exception {
            edit("add", "nixpkgs", "git+file://ROOT/nixpkgs");
            edit("add", "home-manager", "git+file://ROOT/home-manager");
            assertThat(nix("flake lock")).contains("Added input 'home-manager/nixpkgs'");
            edit("follow", "home-manager/nixpkgs", "nixpkgs");
            assertThat(Files.readString(world.path("work/flake.nix"))).contains("  # What it is made of.\n");
            assertThat(nix("flake lock")).contains("follows 'nixpkgs'");
            assertThat(locked("home-manager/nixpkgs")).isEqualTo(first);
            nix("flake metadata");
            world.commit("work");
        }

        private void update() throws Exception {
            world.write("nixpkgs/version", "2\n");
            String second = world.commit("nixpkgs");
            world.write("home-manager/news", "2\n");
            String homes = world.commit("home-manager");
            assertThat(nix("flake update")).contains("Updated input 'home-manager'", "Updated input 'nixpkgs'");
            assertThat(locked("nixpkgs")).isEqualTo(second);
            assertThat(locked("home-manager")).isEqualTo(homes);
            world.commit("work");
            world.write("nixpkgs/version", "3\n");
            String third = world.commit("nixpkgs");
            world.write("home-manager/news", "3\n");
            world.commit("home-manager");
            assertThat(nix("flake update nixpkgs")).doesNotContain("'home-manager'");
            assertThat(locked("nixpkgs")).isEqualTo(third);
            assertThat(locked("home-manager")).isEqualTo(homes);
            world.commit("work");
        }

        private void pinAndRollBack(String first) throws Exception {
            String third = locked("nixpkgs");
            edit("url", "nixpkgs", "git+file://ROOT/nixpkgs?rev=" + first);
            nix("flake lock");
            assertThat(locked("nixpkgs")).isEqualTo(first);
            world.commit("work");
            // The pin goes, and the lock file as it was before the last update comes back.
            edit("url", "nixpkgs", "git+file://ROOT/nixpkgs");
            world.git("work", "checkout", "-q", "HEAD~2", "--", "flake.lock");
            nix("flake metadata --json --no-update-lock-file");
            assertThat(locked("nixpkgs")).isNotIn(first, third);
            world.commit("work");
        }

        private void hosts() throws Exception {
            world.write(
                    "work/hosts/beta.nix",
                    "{ pkgs, inputs, owner, ... }: { hostName = \"beta of ${owner}\"; from = inputs.nixpkgs.rev; }\n");
            world.replace("work/flake.nix", "outputs = { self, ... }: {\n    greeting = \"hello\";\n", """
                    outputs = { self, nixpkgs, home-manager, ... }@inputs: {
                        greeting = "hello";
                        nixosConfigurations = {
                          alpha = nixpkgs.lib.nixosSystem {
                            system = "x86_64-linux";
                            modules = [ (import ./hosts/alpha.nix) ];
                          };
                          beta = nixpkgs.lib.nixosSystem {
                            system = "x86_64-linux";
                            specialArgs = { inherit inputs; owner = "me"; };
                            modules = [ (import ./hosts/alpha.nix) (import ./hosts/beta.nix) ];
                          };
                        };
                        homeConfigurations.me = home-manager.lib.homeManagerConfiguration {
                          pkgs = nixpkgs.legacyPackages.x86_64-linux;
                          modules = [ (pkgs: pkgs.editor) ];
                        };
                    """.strip()
                    .indent(0)
                    .concat("\n"));
            world.git("work", "add", ".");
            assertThat(nix("flake show")).contains("alpha", "beta", "NixOS configuration");
            assertThat(nix("eval .#nixosConfigurations.alpha.config.hostName")).startsWith("\"alpha\"\n");
            assertThat(nix("eval --json .#nixosConfigurations.beta.config.hostName"))
                    .startsWith("\"beta of me\"\n");
            assertThat(nix("eval --raw .#nixosConfigurations.beta.config.from")).startsWith(locked("nixpkgs"));
            assertThat(nix("eval --json .#nixosConfigurations.beta.config.packages"))
                    .contains("-greeter-1.0");
            assertThat(nix("eval --raw .#homeConfigurations.me.activationPackage.drvPath"))
                    .contains("-home.drv");
            world.commit("work");
        }

        private void overlays() throws Exception {
            world.replace("work/flake.nix", "    greeting = \"hello\";\n", """
                        greeting = "hello";
                        overlays.default = final: previous: {
                          editorName = "my-" + previous.editorName;
                          tool = derivation {
                            name = "tool";
                            system = "x86_64-linux";
                            builder = "/bin/sh";
                            inherit (final) editor;
                          };
                        };
                        packages.x86_64-linux = {
                          inherit (import nixpkgs { system = "x86_64-linux"; overlays = [ self.overlays.default ]; }) tool editor;
                        };
                    """.indent(0));
            assertThat(nix("eval --raw .#editor.name")).startsWith("my-ed-3");
            nix("eval --raw .#tool.drvPath");
            assertThat(nix("flake show --json")).contains("\"overlays\":{\"default\":{\"type\":\"nixpkgs-overlay\"}}");
            world.commit("work");
        }

        private void settings() throws Exception {
            world.replace("work/flake.nix", "  description = \"My system\";\n", """
                      description = "My system";
                      nixConfig = {
                        bash-prompt-prefix = "(mine)";
                        extra-substituters = [ "https://cache.example.org" ];
                      };
                    """.indent(0));
            assertThat(nix("eval .#greeting"))
                    .contains("ignoring untrusted flake configuration setting 'extra-substituters'");
            assertThat(nix("eval --accept-flake-config .#greeting")).doesNotContain("untrusted flake");
            world.commit("work");
            nix("flake metadata");
        }
    }

    @Test
    void everyStepWorks() throws Exception {
        assertThat(new Reader(null).follow()).hasSizeGreaterThan(20);
    }

    @Test
    void everyStepIsAsInTheReference() throws Exception {
        Path reference = BothPrograms.find().bin();
        List<String> expected = new Reader(reference).follow();
        List<String> found = new Reader(null).follow();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).isEqualTo(expected.get(i));
        }
    }
}
