package io.github.nix4j.cli.command;

import io.github.nix4j.cli.ChildProcess;
import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program that takes the run's place: its input and outputs, its folder, its status. */
final class ChildProgram {
    private static final int SIGNALLED = 128;

    /** Where the system looks for programs if nobody says where. */
    private static final String USUAL_PATH = "/bin:/usr/bin";

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
        List<String> words = new ArrayList<>(command);
        if (variables != null) {
            words.set(0, onPath(command.get(0), variables.getOrDefault("PATH", USUAL_PATH), folder));
        }
        try (ChildProcess child = ChildProcess.start(session, words, variables, folder, false)) {
            return child.waitFor();
        } catch (IOException e) {
            throw new CliException("unable to execute '" + command.get(0) + "': " + SystemReason.ofStart(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SIGNALLED;
        }
    }

    /** Where a program without a slash in its name is. The JVM would look for it on its own path. */
    private static String onPath(String program, String path, String folder) {
        if (program.indexOf('/') >= 0) {
            return program;
        }
        boolean forbidden = false;
        for (String place : path.split(":", -1)) {
            Path file = DiskNames.pathOf(place.startsWith("/") ? place : folder + "/" + place)
                    .resolve(DiskNames.pathOf("/" + program).getFileName());
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return DiskNames.textOf(file);
            }
            forbidden |= Files.exists(file);
        }
        throw new CliException("unable to execute '" + program + "': "
                + (forbidden ? "Permission denied" : "No such file or directory"));
    }
}
