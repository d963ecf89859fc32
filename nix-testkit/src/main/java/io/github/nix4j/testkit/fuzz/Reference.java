package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.store.ByteText;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * C++ Nix, as processes.
 *
 * @param bin the folder of its programs
 * @param scratch where its output is kept for a moment
 */
public record Reference(Path bin, Path scratch) implements Side {
    private static final int SECONDS = 30;
    private static final int LOOKS = 5;

    @Override
    public Outcome run(Path directory, String program, List<String> words, String input) {
        List<String> command = new ArrayList<>();
        command.add(bin.resolve(program).toString());
        command.addAll(words);
        Path out = scratch.resolve("out");
        Path err = scratch.resolve("err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(
                            input.isEmpty()
                                    ? new File("/dev/null")
                                    : directory.resolve(input).toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(Side.environment(directory));
            Process process = builder.start();
            int status = status(process, out);
            // Usage errors name the program as it was called.
            String errors = read(err).replace(bin + "/" + program, program);
            return new Outcome(status, read(out), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the reference runs", e);
        }
    }

    // Some programs print without end.
    private static int status(Process process, Path out) throws IOException, InterruptedException {
        for (int i = 0; i < SECONDS * LOOKS; i++) {
            boolean ended = process.waitFor(1000 / LOOKS, TimeUnit.MILLISECONDS);
            if (Files.size(out) > Outcome.MOST_OUTPUT) {
                break;
            }
            if (ended) {
                return process.exitValue();
            }
        }
        process.destroyForcibly().waitFor();
        return Outcome.GIVEN_UP;
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > Outcome.MOST_OUTPUT) {
            // The run was given up for it.
            return "";
        }
        return ByteText.of(Files.readAllBytes(file));
    }
}
