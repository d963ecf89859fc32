package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.BadStorePathException;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What open stores hold ({@link TemporaryRoots}), as a collector sees it. Used by one thread, under the commit lock. */
final class HeldRoots {
    private final StoreDir dir;
    private final Path folder;
    private final TemporaryNames names;
    private final Map<String, Long> read = new HashMap<>();
    private final List<Path> stale = new ArrayList<>();
    private final SortedMap<StorePath, SortedSet<String>> found = new TreeMap<>();
    private final Set<String> hashes = new HashSet<>();

    HeldRoots(StoreDir dir, Path folder, TemporaryNames names) {
        this.dir = dir;
        this.folder = folder;
        this.names = names;
    }

    /** Tells the files of those who live from those that were left. */
    void begin() throws IOException {
        for (Path file : files()) {
            if (!names.lives(DiskNames.nameOf(file))) {
                stale.add(file);
                read.put(DiskNames.nameOf(file), Long.MAX_VALUE);
            }
        }
        update();
    }

    /** The files that nobody had open when this began. */
    List<Path> stale() {
        return stale;
    }

    /** Reads what is new, also of those who have gone since: what they made is theirs still. Returns the objects not met before. */
    List<StorePath> update() throws IOException {
        List<StorePath> fresh = new ArrayList<>();
        for (Path file : files()) {
            String name = DiskNames.nameOf(file);
            long start = read.getOrDefault(name, 0L);
            if (start != Long.MAX_VALUE) {
                String text = readFrom(file, start);
                int end = text.lastIndexOf('\0') + 1;
                read.put(name, start + end);
                for (int from = 0; from < end; from = text.indexOf('\0', from) + 1) {
                    add(name, text.substring(from, text.indexOf('\0', from)), fresh);
                }
            }
        }
        return fresh;
    }

    private void add(String file, String path, List<StorePath> fresh) {
        StorePath held;
        try {
            held = dir.parse(path);
        } catch (BadStorePathException e) {
            // Cut off while it was written: who wrote it was told so, and holds nothing by it.
            return;
        }
        hashes.add(held.hashPart());
        if (found.computeIfAbsent(held, key -> new TreeSet<>()).add("{temp:" + file.split("\\.", 2)[0] + "}")) {
            fresh.add(held);
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                // Package managers put hidden files into folders that shall stay.
                if (!DiskNames.nameOf(file).startsWith(".")) {
                    files.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            return files;
        }
        return files;
    }

    private static String readFrom(Path file, long start) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - start));
            while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) > 0) {
                continue;
            }
            return ByteText.of(Arrays.copyOf(bytes.array(), bytes.position()));
        } catch (NoSuchFileException e) {
            // It was closed before anybody collected, or by who knows that this one does not need it.
            return "";
        }
    }

    /** All that is held, and by whom. */
    SortedMap<StorePath, SortedSet<String>> found() {
        return found;
    }

    /** Whether an object of this hash is held. Locks and other things beside an object have its hash too. */
    boolean has(StorePath path) {
        return hashes.contains(path.hashPart());
    }

    /** Removes the files of those who closed their stores since this began, or were killed. */
    void end() throws IOException {
        for (Path file : files()) {
            if (!names.lives(DiskNames.nameOf(file))) {
                Files.deleteIfExists(file);
            }
        }
    }
}
