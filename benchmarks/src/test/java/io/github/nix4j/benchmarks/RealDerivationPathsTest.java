package io.github.nix4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The derivation paths of whole package sets are those that C++ Nix computed for them. The recorded paths come from the shared
 * folder; a set whose sources are not where they were recorded is skipped.
 */
class RealDerivationPathsTest {
    private static final String SYSTEM = "x86_64-linux";
    private static final String NIXOS = "/nix/store/x8x5zj5ay3yjggscnn5yzj94mhwxinm2-nixos-14.04pre-git.drv";

    /** How many packages nixpkgs 14.04 lists. */
    private static final int NIXPKGS = 11_432;

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> auxolotl() throws IOException {
        return rows(outcome("auxolotl-core", "import %s { system = \"" + SYSTEM + "\"; }", false));
    }

    /** Everything that {@code nix-env -qaP} lists is evaluated, in the heap that tests have; the table has every second. */
    @TestFactory
    Stream<DynamicTest> nixpkgs() throws IOException {
        DerivationCheck.Outcome outcome = outcome("nixpkgs-14.04", "import %s { }", true);
        long found = outcome.actual().values().stream()
                .filter(path -> path.startsWith("/nix/store/"))
                .count();
        return Stream.concat(
                rows(outcome),
                Stream.of(DynamicTest.dynamicTest(
                        "all are found", () -> assertThat(found).isEqualTo(NIXPKGS))));
    }

    @TestFactory
    Stream<DynamicTest> nixos() throws IOException {
        Path table = Files.writeString(directory.resolve("nixos.tsv"), "system\t" + NIXOS + "\n");
        set("nixpkgs-14.04");
        String expression = "{ system = import " + shared().resolve("bench/nixos-14.04.nix") + "; }";
        return rows(DerivationCheck.of(table, expression, false));
    }

    private static DerivationCheck.Outcome outcome(String name, String expression, boolean all) throws IOException {
        Path table = shared().resolve("data/expected/" + name + ".tsv");
        return DerivationCheck.of(table, expression.formatted(set(name)), all);
    }

    private static Stream<DynamicTest> rows(DerivationCheck.Outcome outcome) {
        assertThat(outcome.expected()).isNotEmpty();
        return outcome.expected().entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> assertThat(outcome.actual().get(row.getKey())).isEqualTo(row.getValue())));
    }

    private static Path shared() {
        String folder = System.getenv("NIX4J_SHARED");
        boolean required = System.getenv("NIX4J_REQUIRE_DATA") != null;
        assertThat(folder != null || !required)
                .as("NIX4J_SHARED has to name the folder with recorded derivation paths")
                .isTrue();
        assumeTrue(folder != null, "NIX4J_SHARED does not name the folder with recorded derivation paths");
        return Path.of(folder);
    }

    /** Where the paths were recorded: derivations contain the folder of their sources. */
    private static Path set(String name) {
        Path set = Path.of("/srv/corpora", name);
        assumeTrue(Files.isDirectory(set), "there is no " + set);
        return set;
    }
}
