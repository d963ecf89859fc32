package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Program;
import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** nix4j, in this JVM. */
public final class Nix4j implements Side {
    private static final int SECONDS = 60;

    private final int seconds;
    private final boolean compiles;

    public Nix4j() {
        this(SECONDS, false);
    }

    /**
     * @param seconds how long one run may take
     * @param compiles whether runs read and write compiled forms in the user's cache
     */
    Nix4j(int seconds, boolean compiles) {
        this.seconds = seconds;
        this.compiles = compiles;
    }

    @Override
    public Outcome run(Path directory, String program, List<String> words, String input) {
        byte[] in = input.isEmpty() ? new byte[0] : read(directory.resolve(input));
        ByteArrayOutputStream out = new BoundedOutput();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(Side.environment(directory));
        if (!compiles) {
            // What one run has parsed no other one reads: each shows what the parser makes of its programs.
            environment.put("NIX4J_COMPILED_CACHE", "");
        }
        FutureTask<Integer> run = new FutureTask<>(() -> Program.run(new Invocation(
                program,
                words.stream().map(ByteText::fromUnicode).toList(),
                environment,
                ByteText.fromUnicode(directory.toString()),
                new ByteArrayInputStream(in),
                out,
                err)));
        // A thread of its own, so that a run that never ends can be reported.
        Thread thread = new Thread(run, "nix4j");
        thread.setDaemon(true);
        thread.start();
        try {
            int status = run.get(seconds, TimeUnit.SECONDS);
            return new Outcome(status, ByteText.of(out.toByteArray()), ByteText.of(err.toByteArray()));
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Outcome(Outcome.GIVEN_UP, "", "nix4j did not end within " + seconds + " seconds");
        } catch (ExecutionException e) {
            return new Outcome(Outcome.GIVEN_UP, "", "nix4j threw " + e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while nix4j runs", e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a program that prints without end. */
    private static final class BoundedOutput extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (size() + length > Outcome.MOST_OUTPUT) {
                throw new IllegalStateException("the program printed too much");
            }
            super.write(bytes, offset, length);
        }
    }
}
