package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code nix flake check} over small flakes, good and bad of every kind: the reference and nix4j print the same. */
class FlakeCheckTest {
    private static final List<String> OUTPUTS = List.of(
            // Nothing, unknown things, things of other projects.
            "{ }",
            "1",
            "throw \"none\"",
            "{ mystery = 1; second = { }; }",
            "{ mystery = throw \"x\"; }",
            "{ lib = 1; homeConfigurations = 1; darwinModules = 2; flakeModule = 3; herculesCI = 4; homeModules = 5; }",
            "{ lib = throw \"evaluated all the same\"; }",
            "{ lib.deep = throw \"not looked at\"; }",
            // Derivations.
            "{ packages.x86_64-linux.default = drv \"a\"; }",
            "{ packages.x86_64-linux = { a = drv \"a\"; b = 1; c = throw \"c\"; d = drv \"d\"; }; }",
            "{ packages.x86_64-linux.a = { }; }",
            "{ packages.x86_64-linux.a = { type = \"derivation\"; }; }",
            "{ packages.x86_64-linux.a = { type = \"derivation\"; name = 1; }; }",
            "{ packages.x86_64-linux.a = { type = \"derivation\"; name = \"n\"; }; }",
            "{ packages.x86_64-linux.a = { type = \"derivation\"; name = \"n\"; drvPath = 1; }; }",
            "{ packages.x86_64-linux.a = { type = \"derivation\"; name = \"n\"; drvPath = \"/x\"; }; }",
            "{ packages.x86_64-linux.a = { type = \"derivation\"; name = \"n\";"
                    + " drvPath = \"/nix/store/97qlv6h78lxlm9zc8849ahsbcklhsi2y-x\"; }; }",
            "{ packages.x86_64-linux.a = derivation { name = \"a\"; }; }",
            "{ packages.x86_64-linux.a = derivation { name = \"a b\"; system = \"s\"; builder = \"b\"; }; }",
            "{ packages.x86_64-linux.a = derivation { name = \"a\"; system = \"s\"; builder = throw \"no builder\"; }; }",
            "{ packages.x86_64-linux.a.b = drv \"deep\"; }",
            "{ packages.x86_64-linux = 1; }",
            "{ packages.x86_64-linux = throw \"system\"; packages.aarch64-linux = throw \"other\"; }",
            "{ packages = 1; }",
            "{ packages = throw \"all\"; devShells = throw \"shells\"; }",
            "{ packages.here.a = drv \"a\"; packages.there.a = 1; }",
            "{ packages.aarch64-linux.a = drv \"a\"; packages.x86_64-darwin.a = 1; }",
            "{ packages.\"\".a = drv \"a\"; packages.\"a-b c\".\"if\" = drv \"b\"; }",
            "{ checks.\"\".\"a b\" = drv \"a\"; checks.\"a-b c\".\"if\" = drv \"b\"; }",
            "{ hydraJobs.\"\".\"a b\" = drv \"a\"; apps.\"a-b\".\"a.b\" = { \"a b\" = 1; type = \"a\"; program = \"b\"; }; }",
            "{ packages = builtins.listToAttrs [ { name = \"nowhere\"; value = 1; } ]; }",
            "{ packages.x86_64-linux = builtins.listToAttrs [ { name = \"a\"; value = 1; } ]; }",
            "{ defaultPackage.x86_64-linux = drv \"d\"; }",
            "{ defaultPackage.x86_64-linux = 1; devShell.x86_64-linux = { }; }",
            "{ defaultPackage = \"d\"; }",
            "{ devShells.x86_64-linux.default = drv \"s\"; devShells.x86_64-linux.b = \"no\"; }",
            "{ formatter.x86_64-linux = drv \"f\"; formatter.aarch64-linux = 1; }",
            "{ formatter.x86_64-linux = 1; }",
            "{ formatter.linux = drv \"f\"; }",
            "{ checks.x86_64-linux.a = 1; checks.aarch64-linux.b = throw \"b\"; }",
            "{ checks = [ ]; }",
            "{ legacyPackages.x86_64-linux = throw \"not looked at\"; legacyPackages.x = 1; }",
            "{ legacyPackages = 1; }",
            // Apps.
            "{ apps.x86_64-linux.a = { type = \"app\"; program = \"/p\"; meta.description = \"A\"; }; }",
            "{ apps.x86_64-linux.a = { type = \"app\"; program = \"/p\"; }; }",
            "{ apps.x86_64-linux.a = { type = \"app\"; program = \"/p\"; meta = { }; }; }",
            "{ apps.x86_64-linux.a = { type = \"app\"; program = \"/p\"; meta = 1; }; }",
            "{ apps.x86_64-linux.a = { type = \"app\"; program = \"/p\"; meta.description = 1; }; }",
            "{ apps.x86_64-linux.a = { type = \"app\"; program = \"${drv \"p\"}/bin/p\"; more = 1; }; }",
            "{ apps.x86_64-linux.a = { type = \"something\"; program = ./flake.nix; }; }",
            "{ apps.x86_64-linux.a = { type = \"${drv \"p\"}\"; program = \"p\"; }; }",
            "{ apps.x86_64-linux.a = { program = \"p\"; }; apps.x86_64-linux.b = { type = \"app\"; }; }",
            "{ apps.x86_64-linux.a = \"p\"; apps.aarch64-linux.a = \"q\"; }",
            "{ defaultApp.x86_64-linux = { type = \"app\"; program = \"/p\"; }; }",
            "{ defaultApp.x86_64-linux = 1; defaultApp.linux = 1; }",
            // Functions.
            "{ overlay = final: prev: { }; }",
            "{ overlays = { a = _: _: { }; b = _final: { }; c = final: 1; d = f: p: { }; e = self: super: { }; }; }",
            "{ overlays.a = { final }: 1; }",
            "{ overlays.a = final@{ ... }: 1; }",
            "{ overlays.a = 1; overlays.b = throw \"b\"; overlays.c = builtins.map; }",
            "{ overlays.a = { __functor = self: final: prev: { }; }; }",
            "{ overlays = final: prev: { }; }",
            "{ bundlers.x86_64-linux.a = x: x; bundlers.x86_64-linux.b = 1; bundlers.x86_64-linux.c = builtins.head; }",
            "{ bundlers.x86_64-linux = 1; }",
            "{ defaultBundler.x86_64-linux = x: x; defaultBundler.aarch64-linux = 1; }",
            "{ defaultBundler.x86_64-linux = { }; }",
            // Modules and machines.
            "{ nixosModule = 1; }",
            "{ nixosModules = { a = { }; b = throw \"b\"; c = _: { }; d = ./missing.nix; }; }",
            "{ nixosModules = 1; }",
            "{ nixosConfigurations.a.config.system.build.toplevel = drv \"os\"; }",
            "{ nixosConfigurations.a.config.system.build.toplevel = 1; }",
            "{ nixosConfigurations = { a = 1; b = { }; c.config = { }; d = throw \"d\"; e = _: { }; }; }",
            "{ nixosConfigurations.a = { x ? 1 }: { config.system.build.toplevel = drv \"f\"; }; }",
            "{ nixosConfigurations.a = { x }: { config.system.build.toplevel = drv \"f\"; }; }",
            "{ nixosConfigurations = throw \"machines\"; }",
            // Jobs.
            "{ hydraJobs.a = drv \"a\"; hydraJobs.b.c.d = drv \"d\"; }",
            "{ hydraJobs = drv \"top\"; }",
            "{ hydraJobs.a = 1; }",
            "{ hydraJobs.a.b.c = throw \"c\"; hydraJobs.b = { }; }",
            "{ hydraJobs = 1; packages = 1; }",
            "{ apps = 1; hydraJobs.b = { type = \"derivation\"; }; }",
            "{ hydraJobs.a = import (drv \"i\"); }",
            // Templates.
            "{ templates.a = { path = ./.; description = \"A\"; }; }",
            "{ templates.a = { path = ./.; description = \"A\"; welcomeText = \"hi\"; more = 1; }; }",
            "{ templates.a = { path = ./nowhere; description = \"A\"; }; }",
            "{ templates.a = { path = \"relative\"; description = \"A\"; }; }",
            "{ templates.a = { path = 1; description = \"A\"; }; }",
            "{ templates.a = { path = ./.; }; templates.b = { description = \"B\"; }; }",
            "{ templates.a = { path = ./.; description = 1; }; }",
            "{ templates.a = 1; templates.b = throw \"b\"; }",
            "{ templates = { path = ./.; description = \"A\"; }; }",
            "{ defaultTemplate = { path = ./.; description = \"A\"; }; }",
            "{ defaultTemplate = { path = ./.; }; }",
            // Order: by first mention of a name, whatever is declared when.
            "{ zeta = 1; packages = 1; apps = 2; alpha = 3; }",
            "{ inherit ((x: x) { packages = 1; }) packages; templates = throw \"t\"; }",
            "{ packages.x86_64-linux.a = self.nothing; overlays.x = self.overlays.x; }");

    /** Whether the slow way is wanted: each flake checked in both ways. */
    private static final boolean ALL = Boolean.getBoolean("nix4j.slow");

    private static BothPrograms programs = new BothPrograms(Path.of(""));

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        programs = BothPrograms.find();
    }

    static Stream<Arguments> outputs() {
        List<Arguments> runs = new ArrayList<>();
        for (int i = 0; i < OUTPUTS.size(); i++) {
            runs.add(Arguments.of(OUTPUTS.get(i), List.of("--keep-going", "--all-systems")));
            if (ALL || i % 4 == 0) {
                runs.add(Arguments.of(OUTPUTS.get(i), List.of()));
            }
        }
        return runs.stream();
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void check(String outputs, List<String> flags) throws Exception {
        makeFlake(outputs);
        List<String> words = new ArrayList<>(List.of("flake", "check", "path:.", "--no-build"));
        words.addAll(flags);
        assertThat(programs.ours(directory, words)).isEqualTo(programs.reference(directory, words));
    }

    static Stream<Arguments> builds() {
        return Stream.of(
                Arguments.of("{ checks.x86_64-linux.a = drv \"a\"; }", List.of()),
                Arguments.of("{ checks.x86_64-linux.a = drv \"a\"; }", List.of("--quiet")),
                Arguments.of("{ checks.x86_64-linux.a = drv \"a\"; mystery = 1; }", List.of("--keep-going")),
                Arguments.of(
                        "{ checks.x86_64-linux = { a = drv \"a\"; b = drv \"b\"; c = drv \"a\"; }; }",
                        List.of("--keep-going")),
                Arguments.of("{ checks.x86_64-linux = { a = drv \"a\"; b = 1; }; }", List.of("--keep-going")),
                Arguments.of("{ checks.aarch64-linux.a = drv \"a\"; }", List.of("--all-systems")),
                Arguments.of("{ checks.x86_64-linux.a = (drv \"a\") // { drvPath = 1; }; }", List.of()));
    }

    /** What a store says that cannot build. */
    @ParameterizedTest
    @MethodSource("builds")
    void build(String outputs, List<String> flags) throws Exception {
        makeFlake(outputs);
        List<String> words = new ArrayList<>(List.of("flake", "check", "path:.", "--option", "substitute", "false"));
        words.addAll(flags);
        ProgramRun found = programs.ours(directory, words);
        words.addAll(List.of("--store", "dummy://?read-only=false"));
        ProgramRun expected = ProgramRun.reference(programs.bin(), directory, "", "nix", words.toArray(new String[0]));
        String place = "/nix/store/[a-z0-9]{32}-source/";
        String unknown = io.github.nix4j.store.ByteText.fromUnicode("«unknown»/");
        assertThat(new ProgramRun(found.status(), found.out(), found.err().replaceAll(place, unknown)))
                .isEqualTo(expected);
    }

    /** In a store that can build, the checks are built. */
    @Test
    void checksAreBuilt() throws Exception {
        String checks = "{ checks.x86_64-linux = { a = run \"a\" \"echo > $out\"; b = run \"b\" \"echo b; exit 3\";"
                + " c = run \"c\" \"exit 4\"; d = run \"a\" \"echo > $out\"; }; }";
        for (String outputs : List.of(checks, checks.replace("exit", "echo > $out #"))) {
            makeFlake(outputs);
            for (List<String> flags : List.of(List.<String>of(), List.of("--keep-going"))) {
                List<String> words = new ArrayList<>(List.of("nix", "flake", "check", "path:./flake"));
                words.addAll(flags);
                assertThat(built(true, words)).isEqualTo(built(false, words));
            }
        }
    }

    private ProgramRun built(boolean ours, List<String> words) throws Exception {
        Path root = directory.resolve("root");
        Map<String, String> variables = Map.of(
                "NIX_REMOTE", "",
                "NIX_STORE_DIR", root.resolve("store").toString(),
                "NIX_STATE_DIR", root.resolve("state").toString(),
                "NIX_LOG_DIR", root.resolve("log").toString(),
                "NIX_CONFIG",
                        "experimental-features = nix-command flakes\nsandbox = false\nsubstituters =\n"
                                + "build-users-group =\nmax-jobs = 1\nsystem = x86_64-linux\n");
        Files.createDirectories(directory.resolve("flake"));
        Files.copy(
                directory.resolve("flake.nix"),
                directory.resolve("flake/flake.nix"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        String[] rest = words.subList(1, words.size()).toArray(new String[0]);
        ProgramRun run = ours
                ? ProgramRun.ours(directory, variables, "", words.get(0), rest)
                : ProgramRun.reference(programs.bin(), directory, variables, "", words.get(0), rest);
        new ProcessBuilder("/bin/sh", "-c", "chmod -R u+w root home 2>/dev/null; rm -rf root home")
                .directory(directory.toFile())
                .start()
                .waitFor();
        return run;
    }

    private void makeFlake(String outputs) throws Exception {
        Files.writeString(directory.resolve("flake.nix"), """
                {
                  outputs = { self }: let
                    drv = name: derivation { inherit name; system = "x86_64-linux"; builder = "/bin/sh"; };
                    run = name: script: derivation {
                      inherit name; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" script ];
                    };
                  in
                    %s;
                }
                """.formatted(outputs));
    }
}
