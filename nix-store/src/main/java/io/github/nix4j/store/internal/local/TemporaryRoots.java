package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds while it is open: full paths in a file of its writer's name, each ended by a zero byte.
 *
 * <p>A holder writes a path down and only then looks whether somebody collects; a collector says first that it collects and then reads
 * what is held. One of the two thus sees the other. Who holds something while another collects waits until that is not just deciding
 * about an object, since before each one it reads anew: what is found to be valid after that stays. Thread-safe.
 */
final class TemporaryRoots implements AutoCloseable {
    private final StoreDir dir;
    private final Path folder;
    private final Path collecting;
    private final TemporaryNames names;
    private final CommitLock commit;
    private final Set<StorePath> held = ConcurrentHashMap.newKeySet();
    private @Nullable Path own;
    private @Nullable FileChannel file;
    private boolean mayWrite = true;

    /** Whether the last record may have been written in part: by a full disk, by an interrupt. */
    private boolean cut;

    /**
     * @param folder where the files of all holders are
     * @param collecting the file that exists while somebody collects
     */
    TemporaryRoots(StoreDir dir, Path folder, Path collecting, TemporaryNames names, CommitLock commit) {
        this.dir = dir;
        this.folder = folder;
        this.collecting = collecting;
        this.names = names;
        this.commit = commit;
    }

    /** Holds an object; returns whether it was not held before, such that what was known of it may be wrong. */
    boolean add(StorePath path) throws IOException {
        if (held.contains(path)) {
            return false;
        }
        append(dir.print(path));
        if (Files.exists(collecting)) {
            try (CommitLock.Held decided = commit.take()) {
                held.add(path);
                return true;
            }
        }
        held.add(path);
        return true;
    }

    private synchronized void append(String path) throws IOException {
        if (file == null || !file.isOpen()) {
            file = open();
        }
        if (file == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(ByteText.bytes((cut ? "\0" : "") + path + '\0'));
        cut = true;
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        cut = false;
    }

    /** Null where nobody but others may write, as in a store that is on a medium or of another user. */
    private @Nullable FileChannel open() throws IOException {
        if (own == null && mayWrite) {
            mayWrite = Files.isWritable(Files.exists(folder) ? folder : collecting.getParent());
            if (mayWrite) {
                Files.createDirectories(folder);
                own = folder.resolve(names.writer());
            }
        }
        return own == null
                ? null
                : FileChannel.open(own, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Leaves the file to a collector that runs, which may not have read it yet. */
    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
        if (own != null && !Files.exists(collecting)) {
            Files.deleteIfExists(own);
        }
        mayWrite = false;
        own = null;
    }
}
