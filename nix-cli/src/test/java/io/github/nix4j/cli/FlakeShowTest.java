package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code nix flake show} over small flakes: the reference and nix4j list the same, in each of its forms. */
class FlakeShowTest {
    private static final List<String> OUTPUTS = List.of(
            "{ }",
            "1",
            "throw \"none\"",
            "{ packages = { }; apps.x86_64-linux = { }; overlays = { }; formatter = { }; nixosModules = { }; templates = { }; }",
            "{ packages.x86_64-linux.a = drv \"a\"; packages.aarch64-linux.b = throw \"b\"; packages.x86_64-linux.c = 1; }",
            "{ packages.x86_64-linux.a = throw \"a\"; }",
            "{ packages.x86_64-linux = throw \"linux\"; packages.aarch64-linux = throw \"arm\"; }",
            "{ packages = 1; }",
            "{ packages.x86_64-linux = 1; }",
            "{ packages.x86_64-linux.a = { type = \"derivation\"; }; }",
            "{ packages.x86_64-linux.a = { type = \"derivation\"; name = 1; }; }",
            "{ packages.x86_64-linux.a = { type = 1; name = \"n\"; }; }",
            "{ packages.x86_64-linux.\"a b\" = drv \"a\"; packages.\"if\".x = drv \"b\"; \"a.b\".c = 1; \"a b\" = 2; }",
            "{ packages.x86_64-linux.a = drv \"a\" // { meta.description = \"says \\\"hi\\\"\\n\\ttwice\"; }; }",
            "{ packages.x86_64-linux.a = drv \"a\" // { meta = 1; }; }",
            "{ packages.x86_64-linux.a = drv \"a\" // { meta.description = 1; }; }",
            "{ packages.x86_64-linux.a = import (drv \"i\"); packages.x86_64-linux.b = drv \"b\"; }",
            "{ packages.x86_64-linux = import (drv \"i\"); }",
            "{ checks.x86_64-linux.a = drv \"a\"; devShells.x86_64-linux.b = drv \"b\"; devShell.x86_64-linux = drv \"c\"; }",
            "{ defaultPackage.x86_64-linux = drv \"d\"; defaultPackage.aarch64-linux = 1; formatter.x86_64-linux = drv \"f\"; }",
            "{ formatter.x86_64-linux = 1; devShell = drv \"c\"; }",
            "{ apps.x86_64-linux.a = { type = \"app\"; program = 1; }; apps.aarch64-linux.a = { type = \"app\"; }; }",
            "{ apps.x86_64-linux.a = { type = \"app\"; meta.description = \"An app\"; }; defaultApp.x86_64-linux.type = \"app\"; }",
            "{ apps.x86_64-linux.a = { }; }",
            "{ apps.x86_64-linux.a = 1; }",
            "{ apps.x86_64-linux.a = { type = \"ap\"; }; }",
            "{ apps.x86_64-linux.a = { type = \"app\"; meta.description = throw \"d\"; }; }",
            "{ templates.a.description = \"A\"; templates.b = { description = \"B\"; path = throw \"p\"; }; }",
            "{ templates.a = { }; }",
            "{ defaultTemplate.description = \"A\"; templates.a.description = ./flake.nix; }",
            "{ overlay = throw \"o\"; overlays.a = throw \"a\"; overlays.b = 1; }",
            "{ nixosModule = 1; nixosModules.a = throw \"a\"; nixosConfigurations.a = throw \"a\"; }",
            "{ overlays = 1; }",
            "{ nixosConfigurations = throw \"n\"; }",
            "{ hydraJobs.a.b.c = drv \"c\"; hydraJobs.d = drv \"d\"; hydraJobs.e = { }; }",
            "{ hydraJobs = drv \"h\"; }",
            "{ hydraJobs.a = 1; }",
            "{ hydraJobs.a = throw \"a\"; }",
            "{ hydraJobs.a.b = import (drv \"i\"); hydraJobs.c = drv \"c\"; }",
            "{ legacyPackages.x86_64-linux = { a = drv \"a\"; b = throw \"b\"; c.d = drv \"d\"; e = 1; };"
                    + " legacyPackages.aarch64-linux.a = drv \"a\"; }",
            "{ legacyPackages.x86_64-linux = throw \"l\"; legacyPackages.aarch64-linux = { }; }",
            "{ legacyPackages.x86_64-linux = { a = import (drv \"i\"); b = drv \"b\"; }; }",
            "{ legacyPackages = throw \"l\"; lib = throw \"lib\"; }",
            "{ legacyPackages.x86_64-linux = drv \"l\"; }",
            "{ lib.a = 1; mystery = throw \"m\"; homeConfigurations.a = 1; bundlers.x86_64-linux.a = x: x; }");
    private static final List<List<String>> FORMS = List.of(
            List.of(),
            List.of("--json"),
            List.of("--legacy"),
            List.of("--all-systems", "--legacy"),
            List.of("--json", "--all-systems", "--legacy"),
            List.of("--quiet", "--json", "--legacy"));

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
            List<List<String>> forms = Boolean.getBoolean("nix4j.slow")
                    ? FORMS
                    : List.of(FORMS.get(i % 2), FORMS.get(2 + i % (FORMS.size() - 2)));
            for (List<String> form : forms) {
                runs.add(Arguments.of(OUTPUTS.get(i), form));
            }
        }
        return runs.stream();
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void show(String outputs, List<String> flags) throws Exception {
        Files.writeString(directory.resolve("flake.nix"), """
                {
                  outputs = { self }: let
                    drv = name: derivation { inherit name; system = "x86_64-linux"; builder = "/bin/sh"; };
                  in
                    %s;
                }
                """.formatted(outputs));
        List<String> words = new ArrayList<>(List.of("flake", "show", "path:.", "--no-eval-cache"));
        words.addAll(flags);
        assertThat(programs.ours(directory, words)).isEqualTo(programs.reference(directory, words));
    }
}
