package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Program;
import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** nix4j, in this JVM. */
public final class Nix4j implements Side {
    private static final int SECONDS = 60;

    @Override
    public Outcome run(Path directory, String program, List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        FutureTask<Integer> run = new FutureTask<>(() -> Program.run(new Invocation(
                program,
                words.stream().map(ByteText::fromUnicode).toList(),
                Side.environment(directory),
                ByteText.fromUnicode(directory.toString()),
                new ByteArrayInputStream(new byte[0]),
                out,
                err)));
        // A thread of its own, so that a run that never ends can be reported.
        Thread thread = new Thread(run, "nix4j");
        thread.setDaemon(true);
        thread.start();
        try {
            int status = run.get(SECONDS, TimeUnit.SECONDS);
            return new Outcome(status, ByteText.of(out.toByteArray()), ByteText.of(err.toByteArray()));
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Outcome(Outcome.GIVEN_UP, "", "nix4j did not end within " + SECONDS + " seconds");
        } catch (ExecutionException e) {
            return new Outcome(Outcome.GIVEN_UP, "", "nix4j threw " + e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while nix4j runs", e);
        }
    }
}
