package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.FreshName;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.internal.lock.SystemLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The names under which a writer puts what is not finished yet, and the removal of what killed writers left under theirs.
 *
 * <p>Each name holds its writer's. A writer that lives holds the system's lock on a file of that name in {@code writers}; a
 * killed one leaves the file, and whoever can lock it knows that nobody will finish those objects. Files are made and tried
 * under the commit lock only, so that none is taken between its making and its locking. Thread-safe.
 */
final class TemporaryNames implements AutoCloseable {
    private static final String PREFIX = "tmp-nix4j-";
    private static final String BUILD = "nix-";
    private static final String OWNER = "owner";

    private final Path objects;
    private final Path registrations;
    private final Path writers;
    private final Path builds;
    private final CommitLock commit;
    private final String program = program();
    private final String writer = program + FreshName.next().replace("-", "");
    private final AtomicLong number = new AtomicLong();
    private @Nullable FileChannel alive;
    private boolean closed;

    TemporaryNames(Path objects, Path registrations, Path writers, Path builds, CommitLock commit) {
        this.objects = objects;
        this.registrations = registrations;
        this.writers = writers;
        this.builds = builds;
        this.commit = commit;
    }

    /**
     * Tells this program's writers from others': trying the lock of one of our own would lose it, since POSIX drops a process's
     * locks on a file with the first descriptor of it that is closed.
     */
    private static String program() {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return self.pid() + "." + started + ".";
    }

    /** A new name for an object. */
    Path object() throws IOException {
        live();
        return objects.resolve(PREFIX + writer + "-" + number.incrementAndGet());
    }

    /** A new name for a registration. */
    Path registration() throws IOException {
        live();
        return registrations.resolve("." + writer + "-" + number.incrementAndGet());
    }

    /** A new folder for a build; its name is short, as builders make sockets there. */
    Path build() throws IOException {
        String owner = writer();
        Files.createDirectories(builds);
        Path folder = Files.createTempDirectory(builds, BUILD);
        Files.writeString(folder.resolve(OWNER), owner);
        return folder;
    }

    /** Leaves a folder for a build to its user. */
    static void keep(Path build) throws IOException {
        Files.deleteIfExists(build.resolve(OWNER));
    }

    /** The writer's name, under which it lives from now on. */
    String writer() throws IOException {
        live();
        return writer;
    }

    /** The writer whose name is in that of an unfinished object; null if it is none's. */
    static @Nullable String writerOf(String object) {
        int end = object.lastIndexOf('-');
        return object.startsWith(PREFIX) && end > PREFIX.length() ? object.substring(PREFIX.length(), end) : null;
    }

    /** Whether the writer of that name may still write, this one or another. To be asked under the commit lock. */
    boolean lives(String name) throws IOException {
        Path file = writers.resolve(name);
        if (!Files.exists(file)) {
            return false;
        }
        if (name.startsWith(program)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (NoSuchFileException e) {
            // It ends just now.
            return false;
        }
    }

    private synchronized void live() throws IOException {
        if (closed) {
            throw new StoreException("the store is closed");
        }
        if (alive == null) {
            try (CommitLock.Held held = commit.take()) {
                Files.createDirectories(writers);
                // There may be one of an earlier attempt, which was interrupted before it had the lock.
                FileChannel channel =
                        FileChannel.open(writers.resolve(writer), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                try {
                    SystemLock.await(channel);
                } catch (IOException | RuntimeException e) {
                    channel.close();
                    throw e;
                }
                alive = channel;
                removeLeftovers();
            }
        }
    }

    private void removeLeftovers() throws IOException {
        for (Path other : list(writers, "*")) {
            String name = other.getFileName().toString();
            if (!name.startsWith(program)) {
                try (FileChannel channel = FileChannel.open(other, StandardOpenOption.WRITE)) {
                    FileLock lock = channel.tryLock();
                    if (lock != null) {
                        removeThoseOf(name);
                        Files.deleteIfExists(other);
                    }
                } catch (NoSuchFileException e) {
                    // It has ended since, and leaves nothing.
                    continue;
                }
            }
        }
    }

    private void removeThoseOf(String dead) throws IOException {
        for (Path object : list(objects, PREFIX + dead + "-*")) {
            ObjectFiles.delete(object);
        }
        for (Path registration : list(registrations, "." + dead + "-*")) {
            Files.delete(registration);
        }
        if (Files.isDirectory(builds)) {
            for (Path build : list(builds, BUILD + "*")) {
                Path owner = build.resolve(OWNER);
                if (Files.exists(owner) && Files.readString(owner).equals(dead)) {
                    ObjectFiles.delete(build);
                }
            }
        }
    }

    private static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(found::add);
        }
        return found;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (alive != null) {
            // Windows deletes no file that is open; the name is ours alone, so nobody takes it in between.
            alive.close();
            alive = null;
            Files.deleteIfExists(writers.resolve(writer));
        }
    }
}
