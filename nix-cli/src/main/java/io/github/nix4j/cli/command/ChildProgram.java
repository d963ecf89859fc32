package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.SystemReason;
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

    private static void copy(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
        to.flush();
    }
}
