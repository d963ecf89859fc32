package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the {@code git} program, which may ask its user for passwords. */
final class GitProgram {
    /**
     * What a run gave.
     *
     * @param output all that it printed, errors too, as byte text
     */
    record Result(int status, String output) {
        /** The lines in which Git says what went wrong. */
        List<String> complaints() {
            return output.lines()
                    .filter(line -> line.startsWith("fatal: ") || line.startsWith("error: "))
                    .toList();
        }
    }

    /** There is no such program, or it cannot be started. */
    static final class AbsentException extends IOException {
        private static final long serialVersionUID = 1L;

        AbsentException(IOException reason) {
            super(reason.getMessage(), reason);
        }
    }

    private GitProgram() {}

    /** Who is told of a process when it has started. */
    @FunctionalInterface
    interface Observer {
        void started(ProcessHandle process) throws IOException;
    }

    /**
     * Runs {@code git} on the repository {@code directory}. An interrupt ends it: see {@link ProgramOutput}.
     *
     * @throws AbsentException if it does not run at all
     */
    static Result run(Path directory, List<String> arguments) throws IOException {
        return run(directory, arguments, process -> {});
    }

    /** The same, telling {@code observer}, whose failure ends it. */
    static Result run(Path directory, List<String> arguments, Observer observer) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        arguments.forEach(argument -> command.add(ByteText.toUnicode(argument)));
        ProcessBuilder program = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectErrorStream(true);
        // What it complains of is found by its words, which are to be those of no other language.
        program.environment().put("LANGUAGE", "C");
        Process process = start(program);
        try {
            observer.started(process.toHandle());
            String output = ProgramOutput.await(process);
            return new Result(process.exitValue(), output);
        } finally {
            process.destroy();
        }
    }

    private static Process start(ProcessBuilder program) throws AbsentException {
        try {
            return program.start();
        } catch (IOException e) {
            throw new AbsentException(e);
        }
    }
}
