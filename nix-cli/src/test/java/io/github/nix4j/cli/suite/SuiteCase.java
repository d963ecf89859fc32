package io.github.nix4j.cli.suite;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Program;
import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One case of the suite, read in place: how the program is called for it and what it has to print. Texts are byte text.
 *
 * @param directory the folder that holds {@code lang}: the working directory of the run
 * @param name the name of its files in {@code lang}, without extension
 */
record SuiteCase(Path directory, String name) {
    private static final String FEATURES = "experimental-features = nix-command flakes\nshow-trace = true\n";

    /** What a run gave, with the working directory replaced by {@code /pwd}. */
    record Outcome(int status, String out, String err) {}

    /** The first difference between what was wanted and what came, or null. */
    @Nullable
    String difference() throws IOException {
        if (name.startsWith("parse-")) {
            Outcome outcome = run(Map.of(), Files.readAllBytes(file(".nix")), "--parse", "-");
            return name.startsWith("parse-fail-") ? failed(outcome) : succeeded(outcome);
        }
        String path = "lang/" + name + ".nix";
        if (name.startsWith("eval-fail-")) {
            List<String> arguments = new ArrayList<>(List.of("--eval", "--strict", "--show-trace"));
            if (Files.exists(file(".flags"))) {
                arguments = words(read(".flags").replaceAll("#[^\n]*", ""));
            }
            arguments.add(path);
            return failed(run(Map.of(), new byte[0], arguments.toArray(new String[0])));
        }
        if (Files.exists(file(".exp.xml"))) {
            Outcome outcome = run(Map.of(), new byte[0], "--eval", "--xml", "--no-location", "--strict", path);
            String status = status(0, outcome);
            return status != null ? status : text("output", read(".exp.xml"), outcome.out);
        }
        List<String> arguments = Files.exists(file(".flags")) ? words(firstLine(read(".flags"))) : new ArrayList<>();
        arguments.addAll(List.of("--eval", "--strict", path));
        Map<String, String> variables = Map.of("NIX_PATH", "lang/dir3:lang/dir4", "HOME", "/fake-home");
        return succeeded(run(variables, new byte[0], arguments.toArray(new String[0])));
    }

    private @Nullable String failed(Outcome outcome) throws IOException {
        String status = status(1, outcome);
        if (status != null) {
            return status;
        }
        UnaryOperator<String> edit =
                Files.exists(file(".postprocess")) ? SuiteCase::withoutNumbers : UnaryOperator.identity();
        return text("errors", read(".err.exp"), edit.apply(outcome.err));
    }

    private @Nullable String succeeded(Outcome outcome) throws IOException {
        String status = status(0, outcome);
        String out = status != null ? status : text("output", read(".exp"), outcome.out);
        return out != null ? out : text("errors", read(".err.exp"), outcome.err);
    }

    private static @Nullable String status(int expected, Outcome outcome) {
        return outcome.status == expected
                ? null
                : "exit status " + outcome.status + " in place of " + expected + "\n" + outcome.out + outcome.err;
    }

    private static @Nullable String text(String what, String expected, String found) {
        return expected.equals(found) ? null : what + " differ\n--- expected\n" + expected + "--- found\n" + found;
    }

    /** What the suite's one script of its own does to a text: line numbers of built-in files do not matter. */
    private static String withoutNumbers(String text) {
        return text.replaceAll("[0-9 ]{7}[0-9]([^0-9])", "<number>$1").replaceAll("[0-9]+", "<number>");
    }

    Outcome run(Map<String, String> variables, byte[] input, String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TEST_VAR", "foo",
                "NIX_REMOTE", "dummy://",
                "NIX_STORE_DIR", "/nix/store",
                "NIX_CONF_DIR", "/nonexistent",
                "NIX_USER_CONF_FILES", "/nonexistent/nix.conf",
                "NIX_CONFIG", FEATURES,
                "HOME", "/nonexistent"));
        // A second run with the same folder takes all files from their compiled form.
        String cache = System.getenv("NIX4J_TEST_CACHE");
        if (cache != null) {
            environment.put("XDG_CACHE_HOME", cache);
        }
        environment.putAll(variables);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String here = ByteText.fromUnicode(directory.toString());
        int status = Program.run(new Invocation(
                "nix-instantiate",
                Arrays.asList(arguments),
                environment,
                here,
                new ByteArrayInputStream(input),
                out,
                err));
        return new Outcome(status, shown(out, here), shown(err, here));
    }

    private static String shown(ByteArrayOutputStream bytes, String directory) {
        return ByteText.of(bytes.toByteArray()).replace(directory, "/pwd");
    }

    private Path file(String extension) {
        return directory.resolve("lang").resolve(name + extension);
    }

    private String read(String extension) throws IOException {
        Path file = file(extension);
        return Files.exists(file) ? ByteText.of(Files.readAllBytes(file)) : "";
    }

    private static List<String> words(String text) {
        return new ArrayList<>(Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    private static String firstLine(String text) {
        return text.substring(0, text.indexOf('\n'));
    }
}
