package io.github.nix4j.flake.analysis;

import io.github.nix4j.flake.lock.LockedNode;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An input as a lock file pins it.
 *
 * @param path where it is, from the flake itself on
 * @param original what was asked for
 * @param locked what is used
 * @param isFlake whether it is used as a flake, not just as a tree of files
 * @param lastModified how new that is; null if the lock file does not say, or no time that Java has
 */
public record Occurrence(
        InputPath path,
        FlakeRef original,
        FlakeRef locked,
        boolean isFlake,
        @Nullable Instant lastModified) {
    static Occurrence of(InputPath path, LockedNode node) {
        return new Occurrence(path, node.original(), node.locked(), node.isFlake(), modified(node));
    }

    private static @Nullable Instant modified(LockedNode node) {
        Long seconds = node.locked().input().lastModified();
        if (seconds == null || seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            return null;
        }
        return Instant.ofEpochSecond(seconds);
    }
}
