package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A program that takes the run's place: its input and outputs, its folder, its status. */
final class ChildProgram {
    private static final int SIGNALLED = 128;

    private final Session session;

    ChildProgram(Session session) {
        this.session = session;
    }

    /** Runs a command (byte text) to its end and returns what this program is to end with. */
    int run(List<String> command) {
        session.flush();
        // A run inside of another program has streams of its own, which only that knows.
        boolean ownProcess = session.invocation().in() == System.in;
        ProcessBuilder builder = new ProcessBuilder(
                        command.stream().map(ByteText::toUnicode).toList())
                .directory(DiskNames.pathOf(session.invocation().workingDirectory())
                        .toFile());
        if (ownProcess) {
            builder.inheritIO();
        }
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CliException("unable to execute '" + command.get(0) + "': " + reason(e));
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

    private static void copy(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
        to.flush();
    }

    /** The system's own words, as in {@code No such file or directory}. */
    private static String reason(IOException e) {
        String text = String.valueOf(e.getMessage());
        int comma = text.lastIndexOf(", ");
        return ByteText.fromUnicode(comma < 0 ? text : text.substring(comma + 2));
    }
}
