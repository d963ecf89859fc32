package io.github.nix4j.cli;

import io.github.nix4j.cli.log.ErrorOutput;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program in the surroundings of a run: its input and its streams. A run that is a process of its own hands these on as they
 * are; one inside of another program has streams that only that knows, so what the child writes is copied, and it reads nothing.
 */
public final class ChildProcess implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final Process process;
    private final List<Thread> copies = new ArrayList<>();

    private final ErrorOutput.Suspension terminal;

    private ChildProcess(Process process, ErrorOutput.Suspension terminal) {
        this.process = process;
        this.terminal = terminal;
    }

    /** Where what the child writes goes. */
    private interface Sink {
        void take(byte[] bytes, int length) throws IOException;
    }

    /**
     * Starts a command; all texts are byte text.
     *
     * @param variables null for those of the run
     * @param captured whether {@link #output} is read by the caller, instead of being the run's
     * @throws IOException if there is no such program: see {@link SystemReason#ofStart}
     */
    public static ChildProcess start(
            Session session,
            List<String> command,
            @Nullable Map<String, String> variables,
            String folder,
            boolean captured)
            throws IOException {
        session.flush();
        Invocation invocation = session.invocation();
        boolean ownProcess = invocation.in() == System.in;
        ProcessBuilder builder = new ProcessBuilder(NativeCommand.of(command))
                .directory(DiskNames.pathOf(folder).toFile());
        if (variables != null || !ownProcess) {
            builder.environment().clear();
            (variables == null ? invocation.environment() : variables)
                    .forEach((name, value) ->
                            builder.environment().put(ByteText.toUnicode(name), ByteText.toUnicode(value)));
        } else {
            LauncherLocale.undo(builder.environment());
        }
        ErrorOutput.Suspension terminal = session.leaveTerminal();
        try {
            return started(session, builder, ownProcess, captured, terminal);
        } catch (IOException | RuntimeException e) {
            terminal.close();
            throw e;
        }
    }

    private static ChildProcess started(
            Session session,
            ProcessBuilder builder,
            boolean ownProcess,
            boolean captured,
            ErrorOutput.Suspension terminal)
            throws IOException {
        if (ownProcess) {
            builder.redirectInput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
            builder.redirectOutput(captured ? Redirect.PIPE : Redirect.INHERIT);
            return new ChildProcess(builder.start(), terminal);
        }
        ChildProcess child = new ChildProcess(builder.start(), terminal);
        child.process.getOutputStream().close();
        child.copy(child.process.getErrorStream(), session::copyError);
        if (!captured) {
            OutputStream out = session.invocation().out();
            child.copy(child.process.getInputStream(), (bytes, length) -> {
                out.write(bytes, 0, length);
                out.flush();
            });
        }
        return child;
    }

    private void copy(InputStream from, Sink to) {
        Thread thread = new Thread(
                () -> {
                    try {
                        byte[] buffer = new byte[BUFFER];
                        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                            to.take(buffer, read);
                        }
                    } catch (IOException e) {
                        // The child ended, or nobody takes what it writes: its status tells how it went.
                    }
                },
                "nix4j-child-output");
        thread.setDaemon(true);
        thread.start();
        copies.add(thread);
    }

    /** What the child writes, if it is captured. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** The child's status, when it has ended and all that it wrote is where it belongs. */
    public int waitFor() throws InterruptedException {
        int status = process.waitFor();
        for (Thread thread : copies) {
            thread.join();
        }
        terminal.close();
        return status;
    }

    @Override
    public void close() {
        process.destroy();
        terminal.close();
    }
}
