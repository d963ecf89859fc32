package io.github.nix4j.store.fetch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Files with names that are used for a moment only, which a process left when it was killed. */
final class Leftovers {
    /** No fetch takes that long. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private Leftovers() {}

    /** Deletes the files of {@code folder} whose names match {@code glob} and that nobody has written to for a day. */
    static void remove(Path folder, String glob) throws IOException {
        remove(folder, glob, null);
    }

    /** The same, but for {@code kept}. */
    static void remove(Path folder, String glob, @Nullable Path kept) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            for (Path file : files) {
                if (!file.equals(kept)) {
                    removeIfOlder(file, limit);
                }
            }
        }
    }

    private static void removeIfOlder(Path file, Instant limit) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Its owner lives, and was done with it in this very moment.
            return;
        }
    }
}
