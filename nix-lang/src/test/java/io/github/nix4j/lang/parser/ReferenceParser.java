package io.github.nix4j.lang.parser;

import io.github.nix4j.lang.TestData;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the reference's {@code nix-instantiate --parse}. What it says comes as byte text, in the form of {@link Rendering}. */
final class ReferenceParser {
    private static final Pattern ERROR =
            Pattern.compile("(?s)error: (.*?)\n +at [^\n]*:(\\d+:\\d+):\n.*", Pattern.DOTALL);

    private final String program;
    private final Path home;

    private ReferenceParser(String program, Path home) {
        this.program = program;
        this.home = home;
    }

    /** The reference; skips the test if there is none. */
    static ReferenceParser open(Path home) {
        String bin = System.getenv("NIX_REFERENCE");
        TestData.need(bin != null, "NIX_REFERENCE (the reference's bin directory) is not set");
        return new ReferenceParser(bin + "/nix-instantiate", home);
    }

    /** What it prints for an expression, relative paths taken from a directory. */
    String expression(String unicode, Path directory) throws Exception {
        return run(directory, List.of("-E", unicode)).get(0);
    }

    /** What it prints for files, one after another; it gives up at the first error, so that it is started again behind it. */
    List<String> files(List<Path> files) throws Exception {
        List<String> results = new ArrayList<>();
        while (results.size() < files.size()) {
            List<String> arguments = new ArrayList<>();
            for (Path file : files.subList(results.size(), Math.min(files.size(), results.size() + 300))) {
                arguments.add(file.toString());
            }
            results.addAll(run(home, arguments));
        }
        return results;
    }

    private List<String> run(Path directory, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program, "--parse"));
        command.addAll(arguments);
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "NIX_REMOTE", "dummy://",
                        "LC_ALL", "C.UTF-8",
                        "NIX_CONFIG", "experimental-features = nix-command flakes"));
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the reference does not end: " + command);
        }
        List<String> results = new ArrayList<>(read(out).lines().toList());
        if (process.exitValue() != 0) {
            results.add(error(read(err)));
        }
        return results;
    }

    private static String read(Path file) throws IOException {
        return ByteText.of(Files.readAllBytes(file));
    }

    private static String error(String text) {
        String error = text.substring(text.indexOf("error: "));
        Matcher matcher = ERROR.matcher(error);
        return (matcher.matches() ? "error: " + matcher.group(1) + " @ " + matcher.group(2) : error.strip());
    }
}
