package io.github.nix4j.store.build;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A builder's process: in a group and session of its own, with its own variables only, nothing to read, and one stream to
 * write to. Whatever is left of the group when the builder ends, fails or is interrupted is killed.
 */
final class BuildProcess {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long TICK_MILLIS = 100;
    private static final long DRAIN_MILLIS = 2000;

    private final Process process;
    private final boolean grouped;
    private final LogReader reader;
    private boolean killed;

    private BuildProcess(Process process, boolean grouped, LogReader reader) {
        this.process = process;
        this.grouped = grouped;
        this.reader = reader;
    }

    /**
     * Runs a builder to its end.
     *
     * @param script a file of our own that is written and then run: a shell's quoting is exact for all bytes, while the JVM
     *     encodes arguments as the locale says
     * @param log gets all that the builder writes
     * @param lines gets the same line by line, as byte text
     * @return how it ended
     * @throws BuildException if it takes too long
     */
    static ExitStatus run(
            Path script,
            Path folder,
            String program,
            List<String> arguments,
            Map<String, String> env,
            BuildOptions options,
            OutputStream log,
            Consumer<String> lines)
            throws IOException {
        boolean grouped = Files.isExecutable(SETSID);
        Files.write(script, ByteText.bytes(script(folder, program, arguments, env, grouped)));
        Process process = new ProcessBuilder("/bin/sh", script.toString())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        LogReader reader = new LogReader(process.getInputStream(), log, lines);
        return new BuildProcess(process, grouped, reader).await(options);
    }

    private static String script(
            Path folder, String program, List<String> arguments, Map<String, String> env, boolean grouped) {
        StringBuilder text = new StringBuilder("umask 022\ncd ")
                .append(ShellAttributes.quoted(DiskNames.textOf(folder)))
                .append(" || exit 1\n[ -x ")
                .append(ShellAttributes.quoted(program))
                .append(" ] || { echo ")
                .append(ShellAttributes.quoted("error: executing '" + program + "': No such file or directory"))
                .append("; exit 1; }\nexec /usr/bin/env -i");
        env.forEach((name, value) -> text.append(' ').append(ShellAttributes.quoted(name + "=" + value)));
        if (grouped) {
            text.append(' ').append(SETSID);
        }
        text.append(' ').append(ShellAttributes.quoted(program));
        arguments.forEach(argument -> text.append(' ').append(ShellAttributes.quoted(argument)));
        return text.append('\n').toString();
    }

    private ExitStatus await(BuildOptions options) throws IOException {
        Thread killer = new Thread(this::kill, "nix4j-build-killer");
        Runtime.getRuntime().addShutdownHook(killer);
        reader.start();
        try {
            long started = System.nanoTime();
            while (!process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                check(options.timeout(), System.nanoTime() - started);
                check(options.maxSilentTime(), reader.silentNanos());
                // A builder whose output nobody takes waits for ever.
                reader.check();
            }
            kill();
            reader.join(DRAIN_MILLIS);
            reader.check();
            return new ExitStatus(process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            kill();
            process.getInputStream().close();
            removeHook(killer);
        }
    }

    private static void check(Duration limit, long nanos) {
        if (!limit.isZero() && nanos > limit.toNanos()) {
            throw new BuildException("timed out after " + limit.toSeconds() + " seconds");
        }
    }

    private static void removeHook(Thread killer) {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // The JVM ends, and the hook with it.
            return;
        }
    }

    /** Kills the builder and all it has started. */
    private synchronized void kill() {
        if (killed) {
            return;
        }
        killed = true;
        // By its handle: Process.destroyForcibly closes the stream, too, and what it still holds is the end of the log.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        if (grouped) {
            try {
                new ProcessBuilder("/bin/sh", "-c", "kill -9 -" + process.pid())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                // Without a shell there is no group either: the builder was started by one.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes what the builder writes, as it comes. */
    private static final class LogReader extends Thread {
        private final InputStream in;
        private final OutputStream log;
        private final Consumer<String> lines;
        private final StringBuilder line = new StringBuilder();
        /** Where in the line the next character goes: a carriage return goes back to its start. */
        private int column;

        private volatile long lastHeard = System.nanoTime();
        private volatile @Nullable Throwable failure;

        LogReader(InputStream in, OutputStream log, Consumer<String> lines) {
            super("nix4j-build-log");
            setDaemon(true);
            this.in = in;
            this.log = log;
            this.lines = lines;
        }

        long silentNanos() {
            return System.nanoTime() - lastHeard;
        }

        void check() throws IOException {
            Throwable e = failure;
            if (e instanceof IOException io) {
                throw io;
            }
            if (e instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (e != null) {
                throw new IllegalStateException("the builder's output was not read", e);
            }
        }

        @Override
        public void run() {
            byte[] buffer = new byte[1 << 13];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    lastHeard = System.nanoTime();
                    log.write(buffer, 0, n);
                    take(buffer, n);
                }
                if (line.length() > 0) {
                    end();
                }
            } catch (IOException | RuntimeException | Error e) {
                // Of the second kind are those of whoever listens.
                failure = e;
            }
        }

        /** As Nix does it: what a carriage return has left behind the place where the line ends is not shown. */
        private void end() {
            line.setLength(column);
            lines.accept(line.toString());
            line.setLength(0);
            column = 0;
        }

        private void take(byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                char c = (char) (buffer[i] & 0xff);
                if (c == '\n') {
                    end();
                } else if (c == '\r') {
                    column = 0;
                } else {
                    if (column < line.length()) {
                        line.setCharAt(column, c);
                    } else {
                        line.append(c);
                    }
                    column++;
                }
            }
        }
    }
}
