package io.github.nix4j.cli;

import io.github.nix4j.store.nar.ArchiveHashes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the program keeps of a run for the next one, beside what it has fetched: in the user's cache, where that may be made. A flag,
 * a setting or an empty variable refuses each kind.
 */
public final class Remembered {
    private final Session session;
    private boolean keepsCompiledFiles = true;
    private @Nullable ArchiveHashes archiveHashes;

    Remembered(Session session) {
        this.session = session;
    }

    /** Leaves the compiled files of earlier runs alone, and keeps none. */
    public void withoutCompiledFiles() {
        keepsCompiledFiles = false;
    }

    /** Where compiled files are kept, or null; an empty {@code NIX4J_COMPILED_CACHE} refuses it, too. */
    public @Nullable Path compiledFiles() {
        return keepsCompiledFiles ? folder("compiled", "NIX4J_COMPILED_CACHE") : null;
    }

    /** Where evaluations are remembered, or null. */
    public @Nullable Path evaluations() {
        return session.settings().bool("eval-cache", true) ? folder("evaluations") : null;
    }

    /** Where hashes of trees are remembered, unless an empty {@code NIX4J_ARCHIVE_HASHES} refuses it. One for all who ask. */
    public synchronized ArchiveHashes archiveHashes() {
        if (archiveHashes == null) {
            Path folder = folder("archives", "NIX4J_ARCHIVE_HASHES");
            archiveHashes = folder == null ? ArchiveHashes.NONE : ArchiveHashes.in(folder);
        }
        return archiveHashes;
    }

    private @Nullable Path folder(String name, String refusing) {
        return "".equals(session.invocation().variable(refusing)) ? null : folder(name);
    }

    private @Nullable Path folder(String name) {
        Path cache = session.folders().cacheThatMayBeMade();
        return cache == null ? null : cache.resolve(name);
    }
}
