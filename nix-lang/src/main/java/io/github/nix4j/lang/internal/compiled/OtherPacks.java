package io.github.nix4j.lang.internal.compiled;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packs of other versions of the form in a folder that they share. They are left to who can read them, as long as somebody
 * does and no version takes more than its share of the folder's bound from those that need theirs.
 */
final class OtherPacks {
    /** What nobody has used for so long goes. */
    static final long UNUSED_MILLIS = 30L * 86_400_000;

    private record Found(Path path, String format, long size, long used) {}

    private final List<Found> found = new ArrayList<>();
    private final Map<String, Long> sizes = new HashMap<>();

    private OtherPacks() {}

    /** Finds them, and deletes those that nobody uses any more. {@code own} is the suffix of who asks. */
    static OtherPacks in(Path folder, String own) throws IOException {
        OtherPacks others = new OtherPacks();
        long oldest = System.currentTimeMillis() - UNUSED_MILLIS;
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "*" + PackFolder.PACK + "*")) {
            for (Path path : paths) {
                String name = path.getFileName().toString();
                String format = name.substring(name.lastIndexOf('.'));
                if (!format.equals(own) && isPack(format)) {
                    others.find(path, format, oldest);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return others;
    }

    private static boolean isPack(String format) {
        return format.startsWith(PackFolder.PACK)
                && format.substring(PackFolder.PACK.length()).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void find(Path path, String format, long oldest) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            long used = attributes.lastModifiedTime().toMillis();
            if (used < oldest) {
                Files.deleteIfExists(path);
            } else {
                found.add(new Found(path, format, attributes.size(), used));
                sizes.merge(format, attributes.size(), Long::sum);
            }
        } catch (NoSuchFileException e) {
            // Its version has just taken it into another.
        }
    }

    private long size() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private long share(long bound) {
        return bound / (sizes.size() + 1);
    }

    /** How many bytes the version that asks may have in a folder with this bound: its share, or more where others leave it. */
    long room(long bound) {
        return Math.max(bound - size(), share(bound));
    }

    /** Deletes packs of versions that have more than their share, used longest ago first, until the others fit beside {@code own}. */
    void makeRoom(long own, long bound) throws IOException {
        long share = share(bound);
        found.sort(Comparator.comparingLong(Found::used));
        for (Found pack : found) {
            long size = sizes.getOrDefault(pack.format, 0L);
            if (own + size() > bound && size > share) {
                Files.deleteIfExists(pack.path);
                sizes.put(pack.format, size - pack.size);
            }
        }
    }
}
