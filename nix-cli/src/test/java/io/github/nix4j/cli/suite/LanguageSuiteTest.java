package io.github.nix4j.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Nix's own language suite, run from the source tree that {@code $NIX_LANG_SUITE} (or the system property {@code
 * nix.lang.suite}) names.
 *
 * <p>The resource {@code exceptions} lists cases that differ, each with the reason; one that has come to pass fails, so that
 * the list only gets shorter. The suites of other releases have lists of their own ({@code exceptions-2.26}), mostly of what
 * the reference has changed since.
 */
class LanguageSuiteTest {
    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        Map<String, String> exceptions = exceptions();
        return cases(suite())
                .map(name -> DynamicTest.dynamicTest(name, () -> check(new SuiteCase(suite(), name), exceptions)));
    }

    @Test
    void exceptionsAreCases() throws IOException {
        assertThat(cases(suite()).toList()).containsAll(exceptions().keySet());
    }

    private static void check(SuiteCase test, Map<String, String> exceptions) throws IOException {
        String difference = test.difference();
        if (!exceptions.containsKey(test.name())) {
            assertThat(ByteText.toUnicode(difference == null ? "" : difference))
                    .as(test.name())
                    .isEmpty();
            return;
        }
        assertThat(difference)
                .as("%s passes now: take it from the exceptions", test.name())
                .isNotNull();
        Assumptions.abort("listed exception: " + exceptions.get(test.name()));
    }

    private static Path suite() {
        String tree = System.getProperty("nix.lang.suite", System.getenv("NIX_LANG_SUITE"));
        if (tree == null && System.getenv("NIX4J_REQUIRE_DATA") != null) {
            throw new AssertionError("NIX_LANG_SUITE does not name a source tree of Nix");
        }
        Assumptions.assumeTrue(tree != null, "skipped: NIX_LANG_SUITE does not name a source tree of Nix");
        return Path.of(tree, "tests", "functional").toAbsolutePath();
    }

    private static Stream<String> cases(Path suite) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(suite.resolve("lang"))) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(parse|eval)-(okay|fail)-.*\\.nix"))
                    .map(name -> name.substring(0, name.length() - ".nix".length()))
                    .filter(name -> !Files.exists(suite.resolve("lang").resolve(name + ".exp-disabled")))
                    .sorted()
                    .toList();
        }
        assertThat(names).as("cases in %s", suite).isNotEmpty();
        return names.stream();
    }

    private static Map<String, String> exceptions() throws IOException {
        Map<String, String> reasons = new HashMap<>();
        String version = Files.readString(suite().resolve("../../.version")).strip();
        String list = version.startsWith("2.34.")
                ? "exceptions"
                : "exceptions-" + version.replaceAll("^(\\d+\\.\\d+).*", "$1");
        try (InputStream in = LanguageSuiteTest.class.getResourceAsStream(list)) {
            if (in == null) {
                throw new IOException("there is no list " + list + " for the suite of Nix " + version);
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(" ", 2);
                    reasons.put(parts[0], parts[1]);
                }
            }
        }
        return reasons;
    }
}
