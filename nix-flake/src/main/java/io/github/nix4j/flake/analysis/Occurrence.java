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
 * @param lastModified how new that is; null if the lock file does not say
 */
public record Occurrence(
        InputPath path,
        FlakeRef original,
        FlakeRef locked,
        @Nullable Instant lastModified) {
    static Occurrence of(InputPath path, LockedNode node) {
        Long modified = node.locked().input().lastModified();
        return new Occurrence(
                path, node.original(), node.locked(), modified == null ? null : Instant.ofEpochSecond(modified));
    }
}
