package io.github.nix4j.store.build;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets one builder at a time, among all threads and processes of the store, make a derivation's outputs. */
final class BuildLock implements AutoCloseable {
    private static final long RETRY_MILLIS = 20;

    private final FileChannel channel;

    private BuildLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock. The file stays: deleting it would let two builders hold locks of the same name. */
    static BuildLock take(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        while (tryLock(channel) == null) {
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for another build");
            }
        }
        return new BuildLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another builder of this very process has it, which the JDK reports in this way.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
