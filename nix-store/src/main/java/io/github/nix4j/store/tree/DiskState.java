package io.github.nix4j.store.tree;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashingOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a Unix file system says of the entries at and below a path without files being read: names, kinds, sizes, numbers, and when
 * each was last changed, which nobody can set. As long as this stays the same, so do the files, as Git's index takes it, too: but
 * for a change so soon after the last one that the file system dates both alike ({@link #holds}). Immutable.
 */
public final class DiskState {
    /** Whatever else changes, changes {@code ctime} too. */
    private static final String ATTRIBUTES = "unix:mode,ino,size,ctime";

    private static final String DEVICE = ",dev";

    /** File systems date changes to two seconds at the coarsest. */
    private static final long SETTLED_MILLIS = 3000;

    private static final int PIECE = 1 << 16;

    /** Of a mode: what kind of entry it is, and that for directories. */
    private static final int KIND = 0xf000;

    private static final int DIRECTORY = 0x4000;

    private final Path root;
    private final Clock clock;
    private final long taken;
    private final String name;
    private final long newest;

    private DiskState(Path root, Clock clock, long taken, Survey survey) {
        this.root = root;
        this.clock = clock;
        this.taken = taken;
        this.name = "disk-" + survey.text.finish().base16();
        this.newest = TimeUnit.NANOSECONDS.toMillis(survey.newest);
    }

    /**
     * Looks at what is at {@code root} now; links are not followed.
     *
     * @return null if the file system is not that of a Unix system, or where something cannot be looked at: who reads it will see why
     */
    public static @Nullable DiskState of(Path root, Clock clock) {
        FileSystem disk = root.getFileSystem();
        // Others that have this view may mean something else by its dates.
        if (disk != FileSystems.getDefault()
                || !disk.supportedFileAttributeViews().contains("unix")) {
            return null;
        }
        long taken = clock.millis();
        Survey survey = new Survey();
        try {
            survey.add(root, "");
            survey.flush();
        } catch (IOException e) {
            return null;
        }
        return new DiskState(root, clock, taken, survey);
    }

    /** A text that is another one for every other state. */
    public String name() {
        return name;
    }

    /** Whether something may have changed since {@code millis} after 1970. */
    public boolean mayHaveChangedSince(long millis) {
        return newest + SETTLED_MILLIS > millis;
    }

    /** Whether what was read since this was taken are the files that it stands for, and those that it will stand for later. */
    public boolean holds() {
        if (mayHaveChangedSince(taken)) {
            return false;
        }
        DiskState now = of(root, clock);
        return now != null && now.name.equals(name);
    }

    private static final class Survey {
        private final HashingOutputStream text = new HashingOutputStream(HashAlgorithm.SHA256);
        private final StringBuilder piece = new StringBuilder();
        private long newest = Long.MIN_VALUE;

        private void add(Path path, String relative) throws IOException {
            Map<String, Object> found = Files.readAttributes(
                    path, relative.isEmpty() ? ATTRIBUTES + DEVICE : ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            int mode = attribute(found, "mode", Integer.class);
            long size = attribute(found, "size", Long.class);
            piece.append(relative).append('\0').append(mode);
            piece.append(' ')
                    .append(found.get("ino"))
                    .append(' ')
                    .append(size)
                    .append(' ')
                    .append(nanos(attribute(found, "ctime", FileTime.class)))
                    .append('\n');
            if (relative.isEmpty()) {
                piece.append(found.get("dev")).append('\n');
            }
            if (piece.length() > PIECE) {
                flush();
            }
            if ((mode & KIND) == DIRECTORY) {
                for (Map.Entry<String, Path> entry : entries(path).entrySet()) {
                    add(entry.getValue(), relative + '/' + entry.getKey());
                }
            }
        }

        private static <T> T attribute(Map<String, Object> found, String name, Class<T> type) {
            return type.cast(Objects.requireNonNull(found.get(name), name));
        }

        private long nanos(FileTime time) {
            long nanos = time.to(TimeUnit.NANOSECONDS);
            newest = Math.max(newest, nanos);
            return nanos;
        }

        private static SortedMap<String, Path> entries(Path directory) throws IOException {
            SortedMap<String, Path> byName = new TreeMap<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(entry -> byName.put(DiskNames.nameOf(entry), entry));
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            return byName;
        }

        private void flush() throws IOException {
            text.write(ByteText.bytes(piece.toString()));
            piece.setLength(0);
        }
    }
}
