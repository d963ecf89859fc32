package io.github.nix4j.flake.fetch.hg;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs the {@code hg} program, plainly: no setting of its user changes what it prints. */
final class MercurialProgram {
    /** As the reference's child says it when there is no such program, and with the status that it then ends with. */
    private static final Result ABSENT = new Result(1, "", "executing \"hg\": No such file or directory\n");

    private final Consumer<String> warnings;

    /**
     * What a run gave, as byte text.
     *
     * @param errors what it printed for people
     */
    private record Result(int status, String output, String errors) {}

    /** A run that ended with another status than 0. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        Failure(int status) {
            super("exit code " + status);
            this.status = status;
        }

        /** What the run of {@code what} has come to. */
        FlakeException of(String what) {
            return new FlakeException(what + " failed with exit code " + status, 1, this);
        }
    }

    /** @param warnings receives what the program says to people */
    MercurialProgram(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** The output of {@code hg} with these arguments (byte text), which must not fail. */
    String run(String... arguments) throws IOException {
        try {
            return tryRun(arguments);
        } catch (Failure e) {
            throw e.of("hg");
        }
    }

    /** The output of {@code hg} with these arguments (byte text). */
    String tryRun(String... arguments) throws IOException, Failure {
        Result result = start(arguments);
        result.errors().lines().forEach(line -> warnings.accept("hg: " + line));
        if (result.status() != 0) {
            throw new Failure(result.status());
        }
        return result.output();
    }

    private static Result start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("hg"));
        for (String argument : arguments) {
            command.add(ByteText.toUnicode(argument));
        }
        Path errors = Files.createTempFile("nix4j-hg", "");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(errors.toFile());
            builder.environment().put("HGPLAIN", "");
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                return ABSENT;
            }
            return finish(process, errors);
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static Result finish(Process process, Path errors) throws IOException {
        try {
            String printed = ProgramOutput.await(process);
            return new Result(process.exitValue(), printed, ByteText.of(Files.readAllBytes(errors)));
        } finally {
            process.destroy();
        }
    }
}
