package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.internal.compiled.Entry.Key;
import io.github.nix4j.store.FreshName;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder of packs. Each run that compiled something adds a pack and takes smaller ones into it, so that there are few; any number
 * of processes may do so at once, since packs only come and go as a whole. It holds no more than a bound: beyond, what this run
 * did not use goes first. Versions of the form have packs of their own names, and share the bound ({@link OtherPacks}).
 */
final class PackFolder {
    /** What the folder may hold, in bytes. Whole package sets are 15 MB of sources. */
    static final long BOUND = 96 << 20;

    /** What the names of packs of all versions end with, before the version; of the first three without one. */
    static final String PACK = ".pack";

    private static final String OWN = PACK + Pack.VERSION;
    private static final String UNFINISHED = ".tmp";
    private static final long LEFT_BEHIND_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 86_400_000;

    private final Path folder;
    private final long bound;
    private final Map<Path, Pack> packs = new LinkedHashMap<>();

    PackFolder(Path folder, long bound) {
        this.folder = folder;
        this.bound = bound;
    }

    /** Opens the packs that are there. */
    void open() throws IOException {
        for (Path path : list(OWN)) {
            try {
                Pack pack = Pack.open(path);
                if (pack != null) {
                    packs.put(path, pack);
                } else {
                    Files.deleteIfExists(path);
                }
            } catch (NoSuchFileException | java.io.FileNotFoundException e) {
                // Another process has just taken it into its own.
            }
        }
    }

    private List<Path> list(String suffix) throws IOException {
        List<Path> paths = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + suffix)) {
                found.forEach(paths::add);
            }
        }
        return paths;
    }

    byte @Nullable [] find(Key key, byte[] content) throws IOException {
        for (Pack pack : packs.values()) {
            byte[] form = pack.find(key, content);
            if (form != null) {
                return form;
            }
        }
        return null;
    }

    /** Adds a pack with new entries, and those of packs that are not much larger. */
    void add(List<Entry> fresh) throws IOException {
        make();
        deleteLeftovers();
        OtherPacks others = OtherPacks.in(folder, OWN);
        long room = others.room(bound);
        Map<Key, Entry> entries = new LinkedHashMap<>();
        long size = Pack.HEADER;
        for (Entry entry : fresh) {
            if (size + entry.size() <= room && entries.putIfAbsent(entry.key(), entry) == null) {
                size += entry.size();
            }
        }
        long total = size;
        List<Map.Entry<Path, Pack>> bySize = new ArrayList<>(packs.entrySet());
        Map<Path, Long> sizes = new LinkedHashMap<>();
        for (Map.Entry<Path, Pack> pack : bySize) {
            sizes.put(pack.getKey(), pack.getValue().size());
            total += pack.getValue().size();
        }
        boolean tooMuch = total > room;
        bySize.sort(Comparator.comparingLong(pack -> sizes.getOrDefault(pack.getKey(), 0L)));
        List<Path> taken = new ArrayList<>();
        List<Pack> sources = new ArrayList<>();
        for (Map.Entry<Path, Pack> pack : bySize) {
            long own = sizes.getOrDefault(pack.getKey(), 0L);
            // Twice: each entry is copied a number of times that grows with the logarithm of the folder's size.
            if (!tooMuch && own > 2 * size) {
                break;
            }
            size += own;
            taken.add(pack.getKey());
            sources.add(pack.getValue());
        }
        collect(entries, sources, true, tooMuch ? room / 2 : Long.MAX_VALUE);
        collect(entries, sources, false, tooMuch ? room / 2 : Long.MAX_VALUE);
        write(List.copyOf(entries.values()));
        for (Path path : taken) {
            Files.deleteIfExists(path);
        }
        others.makeRoom(Math.min(total, room), bound);
    }

    /** Makes the folder for its owner alone: packs hold whole files, also such as nobody else may read. */
    private void make() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was faster. Should it be no directory, writing into it fails.
        }
    }

    private static void collect(Map<Key, Entry> entries, List<Pack> sources, boolean used, long limit)
            throws IOException {
        long size = entries.values().stream().mapToLong(Entry::size).sum();
        for (Pack pack : sources) {
            for (int row : pack.rowsInOrder()) {
                Entry entry = pack.isUsed(row) == used ? pack.entry(row) : null;
                if (entry != null && size + entry.size() <= limit && entries.putIfAbsent(entry.key(), entry) == null) {
                    size += entry.size();
                }
            }
        }
    }

    private void write(List<Entry> entries) throws IOException {
        String name = FreshName.next();
        Path unfinished = folder.resolve(name + UNFINISHED);
        try {
            Pack.write(unfinished, entries);
            Files.move(unfinished, folder.resolve(name + OWN), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void deleteLeftovers() throws IOException {
        for (Path path : list(UNFINISHED)) {
            try {
                if (System.currentTimeMillis() - Files.getLastModifiedTime(path).toMillis() > LEFT_BEHIND_MILLIS) {
                    Files.deleteIfExists(path);
                }
            } catch (NoSuchFileException e) {
                // Its process has finished it.
            }
        }
    }

    /** Closes the packs. Those that were of use are dated, now and then, for other versions to see that they still are. */
    void close() throws IOException {
        for (Map.Entry<Path, Pack> open : packs.entrySet()) {
            if (open.getValue().isUsed()) {
                date(open.getKey().toFile());
            }
        }
        for (Pack pack : packs.values()) {
            pack.close();
        }
    }

    // Not by java.nio.file: a run that only reads ends here, and pays for each class it loads.
    private static void date(File pack) {
        long now = System.currentTimeMillis();
        long dated = pack.lastModified();
        // Zero where another process has taken the pack into its own; and it may be another user's.
        if (dated > 0 && dated < now - DAY_MILLIS) {
            pack.setLastModified(now);
        }
    }
}
