package io.github.nix4j.flake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.value.NixAttrs;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariableCheckTest {
    @Test
    void everyGlobalNameIsDefinedAndNothingElse(@TempDir Path directory) {
        Set<String> differences = new TreeSet<>();
        try (FlakeEvaluator flakes = FlakeEvaluator.of(NixEvaluator.builder(), FlakeLoader.builder(directory))) {
            NixEvaluator evaluator = flakes.evaluator();
            Set<String> names = new TreeSet<>(((NixAttrs) evaluator.evaluate("builtins")).names());
            names.addAll(Set.of("true", "false", "null", "nothing", "self"));
            for (String name : names) {
                if (isDefined(name) != isGlobal(evaluator, name)) {
                    differences.add(name);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static boolean isGlobal(NixEvaluator evaluator, String name) {
        try {
            evaluator.evaluate("_: " + name);
            return true;
        } catch (NixException e) {
            return false;
        }
    }

    private static boolean isDefined(String name) {
        try {
            new ParsedTexts().parse(SourceFile.ofString("{ a = " + name + "; }"));
            return true;
        } catch (NixException e) {
            return false;
        }
    }

    @Test
    void theFirstOneIsToldWithItsPlace() {
        SourceFile source = SourceFile.ofString("# a comment\n{ b = one; a = { inherit two; }; }");
        assertThatThrownBy(() -> new ParsedTexts().parse(source)).isInstanceOfSatisfying(NixException.class, e -> {
            assertThat(e).hasMessage("undefined variable 'one'");
            assertThat(e.position()).hasToString("«string»:2:7");
        });
    }
}
