package io.github.nix4j.store.build;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.HangingText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.SystemReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a builder that is part of Nix; its failure is told in the log, as that of a process would be. */
final class BuiltinBuild {
    private static final int PREFIX = "builtin:".length();
    private static final String DOTS = ByteText.fromUnicode("… ");

    private final BuiltinBuilder.Task task;

    BuiltinBuild(BuiltinBuilder.Task task) {
        this.task = task;
    }

    /**
     * Runs it to its end.
     *
     * @param timeout after which it is interrupted; zero for never
     * @param log gets why it failed
     * @param lines gets the same line by line, as byte text
     * @throws BuildException if it takes too long
     */
    ExitStatus run(Duration timeout, OutputStream log, Consumer<String> lines) throws IOException {
        String failure = timeout.isZero() ? build() : build(timeout);
        if (failure == null) {
            return new ExitStatus(0);
        }
        for (String line : failure.split("\n", -1)) {
            log.write(ByteText.bytes(line + "\n"));
            lines.accept(line);
        }
        return new ExitStatus(1);
    }

    /** Builds on a thread that can be interrupted when the time is over. */
    private @Nullable String build(Duration timeout) throws IOException {
        FutureTask<@Nullable String> building = new FutureTask<>(this::build);
        Thread thread = new Thread(building, "nix4j-builtin-builder");
        thread.setDaemon(true);
        thread.start();
        try {
            return building.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            end(thread);
            throw new BuildException("timed out after " + timeout.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            end(thread);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Waits, whatever comes: nothing may be written any more when the outputs are removed. */
    private static void end(Thread thread) {
        thread.interrupt();
        Uninterruptibles.joinUninterruptibly(thread);
    }

    /** As for builders in processes of their own, whatever mask this process has. */
    private void maskModes() throws IOException {
        for (Path output : task.outputs().values()) {
            if (Files.exists(output, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(output)) {
                Set<PosixFilePermission> modes = EnumSet.copyOf(Files.getPosixFilePermissions(output));
                modes.remove(PosixFilePermission.GROUP_WRITE);
                modes.remove(PosixFilePermission.OTHERS_WRITE);
                Files.setPosixFilePermissions(output, modes);
            }
        }
    }

    /** Why the build failed, as the log has it; null if it did not. */
    private @Nullable String build() throws IOException {
        String name = task.derivation().builder().substring(PREFIX);
        BuiltinBuilder builder = BuiltinBuilder.named(name);
        if (builder == null) {
            return "error: unsupported builtin builder '" + name + "'";
        }
        try {
            builder.build(task);
            maskModes();
            return null;
        } catch (StoreException e) {
            if (e.isInterruption()) {
                throw e;
            }
            String message = "error: " + e.byteMessage();
            return HangingText.behindError(
                    e.doing() == null ? message : "error:\n" + DOTS + e.doing() + "\n\n" + message);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return HangingText.behindError("error: " + SystemReason.withFile(e));
        }
    }
}
