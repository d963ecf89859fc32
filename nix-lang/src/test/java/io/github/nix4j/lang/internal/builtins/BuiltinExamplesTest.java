package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.Documentation;
import io.github.nix4j.lang.NixEvaluator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples in the documentation of builtins give what they say. */
class BuiltinExamplesTest {
    /** What fails by design, is not for programs, or reaches files, the store, the network or the clock. */
    private static final Set<String> WITHOUT = Set.of(
            "abort",
            "addDrvOutputDependencies",
            "appendContext",
            "currentSystem",
            "currentTime",
            "derivation",
            "derivationStrict",
            "fetchTarball",
            "fetchurl",
            "filterSource",
            "findFile",
            "getEnv",
            "hashFile",
            "import",
            "nixPath",
            "path",
            "pathExists",
            "readDir",
            "readFile",
            "readFileType",
            "scopedImport",
            "storePath",
            "throw",
            "toFile",
            "trace",
            "traceVerbose",
            "warn",
            "fetchClosure",
            "outputOf");

    @TestFactory
    Stream<DynamicTest> giveWhatTheySay() {
        return BuiltinExamples.read().stream()
                .map(example -> DynamicTest.dynamicTest(example.expression(), () -> {
                    ReferenceTable.Row row =
                            new ReferenceTable.Row("", Map.of(), example.expression(), example.value());
                    assertThat(ReferenceRun.nix4j(row).output()).isEqualTo(example.value());
                    String name = example.builtin().replaceFirst("'$", "");
                    assertThat(example.expression().contains(name) || name.equals("builtins"))
                            .isTrue();
                }));
    }

    @Test
    void everyBuiltinThatCanHaveOneHasOne() {
        Set<String> missing = new TreeSet<>();
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            for (Documentation builtin : nix.builtins()) {
                if (!builtin.text().contains("\n\nFor example, `")) {
                    missing.add(Objects.requireNonNull(builtin.name()));
                }
            }
        }
        assertThat(WITHOUT).containsAll(missing);
    }
}
