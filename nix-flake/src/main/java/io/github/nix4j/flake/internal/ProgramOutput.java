package io.github.nix4j.flake.internal;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixLimitException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What a program that is waited for prints. It is read by a thread of its own, since no interrupt reaches a thread that reads what a
 * program prints: programs that fetch may be silent for hours.
 */
public final class ProgramOutput {
    private ProgramOutput() {}

    /**
     * All that {@code process} has printed to its standard output when it has ended (byte text). An interrupt, or a failure to read,
     * ends it and what it has started.
     *
     * @throws NixLimitException if the thread is interrupted, which it still is then
     */
    public static String await(Process process) throws IOException {
        InputStream output = process.getInputStream();
        FutureTask<byte[]> reading = new FutureTask<>(output::readAllBytes);
        Thread reader = new Thread(reading, "nix4j-program-output");
        reader.setDaemon(true);
        reader.start();
        try {
            String printed = new String(reading.get(), StandardCharsets.ISO_8859_1);
            process.waitFor();
            return printed;
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("what a program prints was not read", e.getCause());
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
