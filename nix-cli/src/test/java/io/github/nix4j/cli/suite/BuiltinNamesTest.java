package io.github.nix4j.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** {@code builtins} has the names that the specification lists, and in pure evaluation no others. */
class BuiltinNamesTest {
    private record Builtin(String name, String where) {}

    private static List<Builtin> specified() throws IOException {
        String shared = System.getProperty("nix4j.shared", System.getenv("NIX4J_SHARED"));
        if (shared == null && System.getenv("NIX4J_REQUIRE_DATA") != null) {
            throw new AssertionError("NIX4J_SHARED does not name the folder of shared test data");
        }
        Assumptions.assumeTrue(shared != null, "skipped: NIX4J_SHARED does not name the folder of shared test data");
        List<Builtin> builtins = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(shared, "spec", "builtins.tsv"))) {
            String[] columns = line.split("\t");
            if (!line.startsWith("#")) {
                builtins.add(new Builtin(columns[0], columns[2]));
            }
        }
        return builtins;
    }

    private static List<String> names(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--eval", "--strict", "-E", "builtins.attrNames builtins"));
        SuiteCase.Outcome outcome = new SuiteCase(Path.of("").toAbsolutePath(), "-")
                .run(Map.of(), new byte[0], words.toArray(new String[0]));
        assertThat(outcome.err()).isEmpty();
        String list = outcome.out().strip();
        return List.of(list.substring(3, list.length() - 3).split("\" \""));
    }

    @Test
    void alwaysAndImpurely() throws IOException {
        assertThat(names())
                .containsExactlyElementsOf(specified().stream()
                        .filter(builtin -> !builtin.where().equals("gated"))
                        .map(Builtin::name)
                        .toList());
    }

    @Test
    void purely() throws IOException {
        assertThat(names("--pure-eval"))
                .containsExactlyElementsOf(specified().stream()
                        .filter(builtin -> builtin.where().equals("always"))
                        .map(Builtin::name)
                        .toList());
    }
}
