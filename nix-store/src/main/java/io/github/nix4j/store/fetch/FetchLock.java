package io.github.nix4j.store.fetch;

import io.github.nix4j.store.internal.lock.SystemLock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to fetch or build one thing, which one thread of one process has at a time: the others wait, and then use what it got. The
 * system takes it from a process that is killed.
 *
 * <p>It is the system's lock on a file. Such locks hold between processes only, and a process loses one with the first of its
 * channels to that file that is closed, so a thread opens the file only when no other of its process may have: that is who has
 * made the file of the process's own name beside it. An interrupt ends the waiting.
 */
public final class FetchLock implements AutoCloseable {
    private static final long POLL_MILLIS = 10;

    private final Path turn;
    private final FileChannel channel;

    private FetchLock(Path turn, FileChannel channel) {
        this.turn = turn;
        this.channel = channel;
    }

    /** Waits for the lock on the file {@code name} in {@code folder}; both are made when they are missing. */
    public static FetchLock take(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        Path turn = folder.resolve(name + "." + process());
        // That of this process is no leftover, however long it takes.
        Leftovers.remove(folder, name + ".*", turn);
        awaitTurn(turn);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            SystemLock.await(channel);
            return new FetchLock(turn, channel);
        } catch (IOException | RuntimeException | Error e) {
            release(turn, channel);
            throw e;
        }
    }

    /** No other process has the same, not even one that gets the same number later. */
    private static String process() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + "-"
                + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static void awaitTurn(Path turn) throws IOException {
        while (true) {
            try {
                Files.createFile(turn);
                return;
            } catch (FileAlreadyExistsException e) {
                sleep();
            }
        }
    }

    private static void sleep() throws InterruptedIOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another thread was fetching");
        }
    }

    private static void release(Path turn, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            Files.deleteIfExists(turn);
        }
    }

    @Override
    public void close() throws IOException {
        release(turn, channel);
    }
}
