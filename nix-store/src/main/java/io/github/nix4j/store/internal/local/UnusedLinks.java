package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.gc.GcListener;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/** The folder in which Nix gives equal files of all objects one more name, to find them by: what only that names is not used. */
final class UnusedLinks {
    private static final int BLOCK = 512;
    private static final double UNIT = 1024;
    private static final String SUFFIXES = "KKMGTPEZY";

    private UnusedLinks() {}

    /** Deletes those and tells what the others save. */
    static void delete(Path folder, GcListener listener) throws IOException {
        listener.progress("deleting unused links...");
        Files.createDirectories(folder);
        long actual = 0;
        long unshared = 0;
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
            for (Path link : links) {
                int names = ObjectFiles.isPosix(link)
                        ? (int) Files.getAttribute(link, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                        : 1;
                if (names == 1) {
                    listener.detail("deleting unused link \"" + DiskNames.textOf(link) + "\"");
                    Files.delete(link);
                } else {
                    long size = (long) Files.getAttribute(link, "size", LinkOption.NOFOLLOW_LINKS);
                    actual += size;
                    unshared += (names - 1) * size;
                }
            }
        }
        // What a folder takes is its size, or nothing where its size is a number of entries.
        long overhead = Files.size(folder) / BLOCK * BLOCK;
        listener.progress("note: hard linking is currently saving " + size(unshared - actual - overhead));
    }

    /** A number of bytes as Nix writes it. */
    static String size(long bytes) {
        int power = 0;
        for (long rest = Math.abs(bytes); rest > UNIT && power < SUFFIXES.length() - 1; rest /= (long) UNIT) {
            power++;
        }
        double shown = bytes / Math.pow(UNIT, Math.max(1, power));
        return String.format(Locale.ROOT, "%.1f %ciB", shown, SUFFIXES.charAt(power));
    }
}
