package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.SystemReason;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program that takes the run's place: its input and outputs, its folder, its status. */
final class ChildProgram {
    private static final int SIGNALLED = 128;

    private final Session session;

    ChildProgram(Session session) {
        this.session = session;
    }

    /** Runs a command (byte text) to its end and returns what this program is to end with. */
    int run(List<String> command) {
        return run(command, null, session.invocation().workingDirectory());
    }

    /**
     * The same with other variables, among which the {@code PATH} is that on which the program is looked for, and in a folder.
     *
     * @param variables byte text; null for those of this program
     */
    int run(List<String> command, @Nullable Map<String, String> variables, String folder) {
        session.flush();
        // A run inside of another program has streams of its own, which only that knows.
        boolean ownProcess = session.invocation().in() == System.in;
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(
                        command.stream().map(ByteText::toUnicode).toList()))
                .directory(DiskNames.pathOf(folder).toFile());
        if (variables != null) {
            builder.environment().clear();
            variables.forEach(
                    (name, value) -> builder.environment().put(ByteText.toUnicode(name), ByteText.toUnicode(value)));
            builder.command()
                    .set(0, ByteText.toUnicode(onPath(command.get(0), variables.getOrDefault("PATH", ""), folder)));
        }
        if (ownProcess) {
            builder.inheritIO();
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CliException("unable to execute '" + command.get(0) + "': " + SystemReason.ofStart(e));
        }
        try {
            if (!ownProcess) {
                process.getOutputStream().close();
                copy(process.getInputStream(), session.invocation().out());
                copy(process.getErrorStream(), session.invocation().err());
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new CliException(
                    "running '" + command.get(0) + "': " + ByteText.fromUnicode(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SIGNALLED;
        } finally {
            process.destroy();
        }
    }

    /** Where a program without a slash in its name is; the name itself if it is nowhere. */
    private static String onPath(String program, String path, String folder) {
        if (program.indexOf('/') >= 0) {
            return program;
        }
        for (String place : path.split(":", -1)) {
            Path file = DiskNames.pathOf(place.startsWith("/") ? place : folder + "/" + place)
                    .resolve(DiskNames.pathOf("/" + program).getFileName());
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return DiskNames.textOf(file);
            }
        }
        return program;
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
        to.flush();
    }
}
