package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.PathInfoJson;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.path.BadStorePathException;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of a directory are valid, and what is known of them: one small file for each, in Nix's own JSON format. An
 * object is valid from the moment that its file appears under its final name. Thread-safe, also among processes.
 */
final class Registrations {
    private static final int FORMAT = 2;

    private final StoreDir dir;
    private final Path folder;
    private final Path objects;
    private final TemporaryNames temporaries;
    private final boolean sync;
    private final ConcurrentHashMap<StorePath, PathInfo> known = new ConcurrentHashMap<>();

    /**
     * @param folder where the registrations are
     * @param objects where the objects are
     * @param sync whether a registration is to survive a power failure
     */
    Registrations(StoreDir dir, Path folder, Path objects, TemporaryNames temporaries, boolean sync) {
        this.dir = dir;
        this.folder = folder;
        this.objects = objects;
        this.temporaries = temporaries;
        this.sync = sync;
    }

    /**
     * What is registered for {@code path}; null if nothing is. A file that a crash cut short registers nothing, nor does one
     * whose object another program, such as C++ Nix's garbage collector, has deleted.
     */
    @Nullable
    PathInfo find(StorePath path) {
        PathInfo info = known.get(path);
        if (info == null) {
            info = read(path);
            if (info != null) {
                known.put(path, info);
            }
        }
        return info;
    }

    /** What is registered now: others may have deleted what {@link #find} has found before. */
    @Nullable
    PathInfo read(StorePath path) {
        try {
            String text = ByteText.of(Files.readAllBytes(folder.resolve(path.baseName())));
            if (!text.endsWith("}\n") || !Files.exists(objects.resolve(path.baseName()), LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            return PathInfoJson.read(dir, path, text);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new StoreException("cannot read the registration of '" + dir.print(path) + "': " + e.getMessage(), e);
        }
    }

    /** Has {@link #find} look again. */
    void forget(StorePath path) {
        known.remove(path);
    }

    /** Makes an object invalid. */
    void remove(StorePath path) throws IOException {
        known.remove(path);
        Files.deleteIfExists(folder.resolve(path.baseName()));
    }

    /** Whether an object of this name may be valid. Takes as long as listing all that are. */
    boolean mayHave(String name) throws IOException {
        String end = "-" + name;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, file -> DiskNames.nameOf(file).endsWith(end))) {
            return files.iterator().hasNext();
        }
    }

    /** All paths for which {@link #find} finds something. */
    SortedSet<StorePath> paths() {
        SortedSet<StorePath> paths = names();
        paths.removeIf(path -> find(path) == null);
        return paths;
    }

    /** All paths that have a file here, valid or not. */
    SortedSet<StorePath> names() {
        SortedSet<StorePath> paths = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                StorePath path = path(DiskNames.nameOf(file));
                if (path != null) {
                    paths.add(path);
                }
            }
        } catch (IOException e) {
            throw new StoreException("cannot list the registrations of '" + dir.path() + "': " + e.getMessage(), e);
        }
        return paths;
    }

    /** The path that a registration's file is called by; null for one that is still being written. */
    private static @Nullable StorePath path(String name) {
        try {
            return StorePath.of(name);
        } catch (BadStorePathException e) {
            return null;
        }
    }

    /** Makes the object valid: whoever asks from now on finds it, after a crash, too. */
    void put(PathInfo info) throws IOException {
        put(List.of(info));
    }

    /** Makes objects valid together, as far as a crash between two renames lets them. */
    void put(List<PathInfo> infos) throws IOException {
        List<Path> written = new ArrayList<>();
        try {
            for (PathInfo info : infos) {
                Path temporary = temporaries.registration();
                written.add(temporary);
                write(info, temporary);
            }
        } catch (IOException e) {
            for (Path temporary : written) {
                Files.deleteIfExists(temporary);
            }
            throw e;
        }
        for (int i = 0; i < infos.size(); i++) {
            Path target = folder.resolve(infos.get(i).path().baseName());
            Files.move(written.get(i), target, StandardCopyOption.ATOMIC_MOVE);
        }
        if (sync) {
            ObjectFiles.sync(folder);
        }
        infos.forEach(info -> known.put(info.path(), info));
    }

    private void write(PathInfo info, Path file) throws IOException {
        String text = new PathInfoJson(dir, FORMAT).write(info, true) + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(ByteText.bytes(text));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (sync) {
                channel.force(true);
            }
        }
    }
}
