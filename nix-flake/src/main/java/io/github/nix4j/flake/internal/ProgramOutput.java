package io.github.nix4j.flake.internal;

import com.google.common.base.Throwables;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixLimitException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * What a program that is waited for prints. It is read by a thread of its own, since no interrupt reaches a thread that reads what a
 * program prints: programs that fetch may be silent for hours.
 */
public final class ProgramOutput {
    private ProgramOutput() {}

    @FunctionalInterface
    private interface Reading {
        String from(InputStream output) throws IOException;
    }

    /**
     * All that {@code process} has printed to its standard output when it has ended (byte text). An interrupt, or a failure to read,
     * ends it and what it has started.
     *
     * @throws NixLimitException if the thread is interrupted, which it still is then
     */
    public static String await(Process process) throws IOException {
        return read(process, output -> new String(output.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /**
     * As {@link #await(Process)}, but gives each line to {@code lines}, in the thread that reads, when it is printed, and none after
     * this has returned.
     *
     * @return what the process ended with
     */
    public static int await(Process process, Consumer<String> lines) throws IOException {
        Gate gate = new Gate(lines);
        try {
            read(process, output -> {
                BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.ISO_8859_1));
                for (String line; (line = reader.readLine()) != null; ) {
                    gate.pass(line);
                }
                return "";
            });
        } finally {
            gate.close();
        }
        return process.exitValue();
    }

    /** Lets lines through while somebody waits for them. */
    private static final class Gate {
        private final Consumer<String> lines;
        private boolean closed;

        Gate(Consumer<String> lines) {
            this.lines = lines;
        }

        synchronized void pass(String line) {
            if (!closed) {
                lines.accept(line);
            }
        }

        synchronized void close() {
            closed = true;
        }
    }

    private static String read(Process process, Reading how) throws IOException {
        InputStream output = process.getInputStream();
        FutureTask<String> reading = new FutureTask<>(() -> how.from(output));
        Thread reader = new Thread(reading, "nix4j-program-output");
        reader.setDaemon(true);
        reader.start();
        try {
            String printed = reading.get();
            process.waitFor();
            return printed;
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            Throwables.throwIfInstanceOf(cause, IOException.class);
            // Of who is given the lines.
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException("what a program prints was not read", cause);
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
        }
    }

    /** What a thread throws that was interrupted: no failure of what it was doing, which may succeed the next time. */
    public static NixLimitException interrupted() {
        Thread.currentThread().interrupt();
        return new NixLimitException(Message.plain("interrupted by the user"));
    }
}
