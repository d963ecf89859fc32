package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The settings that flakes wish for, on a terminal: what is asked, what answers mean, what is kept in {@code trusted-settings.json}.
 * The reference gets its terminal from {@code script}.
 */
class TrustQuestionsTest {
    private static final String FLAKE = """
            {
              nixConfig = {
                allow-dirty = false;
                bash-prompt = "harmless";
                extra-trusted-users = [ "a" "b\\"" ];
                max-jobs = 3;
              };
              outputs = _: { v = 1; };
            }
            """;

    @TempDir
    Path directory;

    private Path home(String whose, String settings) throws Exception {
        Path home = directory.resolve(whose);
        Files.createDirectories(home.resolve(".local/share/nix"));
        Path flake = Files.createDirectories(directory.resolve("flake"));
        Files.writeString(flake.resolve("flake.nix"), FLAKE);
        if (!settings.isEmpty()) {
            Files.writeString(home.resolve(".local/share/nix/trusted-settings.json"), settings);
        }
        return home;
    }

    private Map<String, String> environment(Path home, String terminal) {
        return Map.of(
                "HOME", home.toString(),
                "PATH", "/usr/bin:/bin",
                "TERM", terminal,
                "NIX_CONFIG", "experimental-features = nix-command flakes",
                "LC_ALL", "C.UTF-8");
    }

    private List<String> words(Path home, String flags) {
        List<String> words = new ArrayList<>(List.of(
                "eval",
                "path:" + directory.resolve("flake") + "#v",
                "--store",
                home.resolveSibling(home.getFileName() + "-store").toString()));
        words.addAll(flags.isEmpty() ? List.of() : List.of(flags.split(" ")));
        return words;
    }

    private String kept(Path home) throws Exception {
        Path file = home.resolve(".local/share/nix/trusted-settings.json");
        return Files.exists(file) ? Files.readString(file) : "nothing";
    }

    /** What is seen from the first question or warning on, without the moves of the cursor. */
    private static String seen(String terminal) {
        return terminal.replaceAll("\\rcopying \"[^\"]*\" to the store\u001b\\[0m", "\r")
                .replaceAll("(\\r\\u001b\\[0m)?\\u001b\\[K|\\u001b\\[0m(?=\\r?\\n)|\\r", "")
                .replaceAll("(?s)^.*?'build-users-group' does not exist\\n", "");
    }

    private String theirs(String settings, String terminal, String flags, String answers) throws Exception {
        String reference = System.getenv("NIX_REFERENCE");
        boolean present = reference != null && Files.isExecutable(Path.of("/usr/bin/script"));
        if (System.getenv("NIX4J_REQUIRE_DATA") != null) {
            assertTrue(present, "NIX_REFERENCE or /usr/bin/script");
        }
        assumeTrue(present, "skipped: NIX_REFERENCE does not name the reference's programs, or there is no 'script'");
        Path home = home("theirs", settings);
        StringBuilder command = new StringBuilder("stty -echo; " + reference + "/nix");
        words(home, flags).forEach(word -> command.append(" '").append(word).append("'"));
        Path output = directory.resolve("output");
        Path input = Files.writeString(directory.resolve("input"), answers);
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qec", command.toString(), "/dev/null")
                .directory(directory.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(home, terminal));
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return seen(ByteText.of(Files.readAllBytes(output))) + "kept: " + kept(home);
    }

    private String ours(String settings, String terminal, String flags, String answers) throws Exception {
        Path home = home("ours", settings);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Program.run(new Invocation(
                "nix",
                words(home, flags),
                environment(home, terminal),
                ByteText.fromUnicode(directory.toRealPath().toString()),
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                out,
                out,
                true));
        return seen(ByteText.of(out.toByteArray())) + "kept: " + kept(home);
    }

    private void same(String settings, String terminal, String flags, String answers) throws Exception {
        String expected = theirs(settings, terminal, flags, answers);
        assertThat(ours(settings, terminal, flags, answers)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y y n y n n", "n n n n n n", "Y Y yes y 1 y", "y n y n y n", "  y  y  n  Y  y  y"})
    void answersDecide(String answers) throws Exception {
        String lines =
                answers.startsWith(" ") ? answers.replace("  ", "\n ") + " \n" : answers.replace(' ', '\n') + "\n";
        same("", "xterm", "", lines);
    }

    @ParameterizedTest
    @CsvSource({
        "xterm, --accept-flake-config",
        "xterm, --quiet",
        "xterm, --quiet --quiet",
        "xterm, -v",
        "dumb, ''",
        "dumb, --quiet --quiet",
        "dumb, --quiet --quiet --quiet"
    })
    void terminalsAndFlagsDecideWhetherSomebodyIsAsked(String terminal, String flags) throws Exception {
        same("{\"max-jobs\":{\"3\":true,\"4\":false}}", terminal, flags, "n\ny\ny\nn\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"max-jobs\":3}", "{\"max-jobs\":{\"3\":1}}", "{\"x\":null}"})
    void whatIsNoTableOfDecisionsIsAnError(String settings) throws Exception {
        same(settings, "dumb", "", "");
    }

    @Test
    void whatWasKeptIsHeeded() throws Exception {
        String settings =
                "{\"allow-dirty\":{\"false\":true},\"extra-trusted-users\":{\"a b\\\"\":false},\"max-jobs\":{\"3\":true}}";
        same(settings, "dumb", "", "");
        assertThat(ours(settings, "dumb", "", ""))
                .contains(
                        "Using saved setting for 'max-jobs = 3'",
                        "ignoring untrusted flake configuration setting 'extra-");
    }
}
