package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.activity.ActivityListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What fetching depends on besides the input; the settings have Nix's names.
 *
 * @param allowDirty whether Git trees may have uncommitted changes
 * @param warnDirty whether such trees are warned about
 * @param allowDirtyLocks whether lock files may hold inputs that only a NAR hash pins
 * @param directory what relative repositories are relative to; its file system is where local inputs are
 * @param remotes how what is elsewhere is reached; by default not at all
 * @param archives where hashes of large trees are remembered; by default nowhere
 * @param ownGit whether nothing else in this process uses JGit, so that it may be set up for a quick start; by default not
 * @param unsaved local files that are other than on the disk
 * @param activities watches what takes long: inputs on their way, and fetches of repositories among them; by default nobody does.
 *     The means to download have their own, which may be the same
 * @param warnings receives warnings (byte text, without {@code warning: }); may be called on any thread that fetches
 */
public record FetchSettings(
        boolean allowDirty,
        boolean warnDirty,
        boolean allowDirtyLocks,
        Path directory,
        Remotes remotes,
        ArchiveHashes archives,
        boolean ownGit,
        UnsavedFiles unsaved,
        ActivityListener activities,
        Consumer<String> warnings) {
    /** Settings without downloads. */
    public FetchSettings(
            boolean allowDirty, boolean warnDirty, boolean allowDirtyLocks, Path directory, Consumer<String> warnings) {
        this(
                allowDirty,
                warnDirty,
                allowDirtyLocks,
                directory,
                Remotes.NONE,
                ArchiveHashes.NONE,
                false,
                new UnsavedFiles(),
                ActivityListener.NONE,
                warnings);
    }

    /** Nix's defaults, without downloads. */
    public static FetchSettings in(Path directory, Consumer<String> warnings) {
        return new FetchSettings(true, true, false, directory, warnings);
    }

    /** How files and archives are downloaded. */
    public UrlFetcher urls() {
        return remotes.urls();
    }

    /** The folder where clones of remote repositories are kept; null if there is none. */
    public @Nullable Path repositories() {
        return remotes.repositories();
    }

    /** How long a clone counts as fresh. */
    public Duration timeToLive() {
        return remotes.timeToLive();
    }

    public FetchSettings withAllowDirtyLocks(boolean allow) {
        return new FetchSettings(
                allowDirty, warnDirty, allow, directory, remotes, archives, ownGit, unsaved, activities, warnings);
    }

    public FetchSettings withDirty(boolean allow, boolean warn) {
        return new FetchSettings(
                allow, warn, allowDirtyLocks, directory, remotes, archives, ownGit, unsaved, activities, warnings);
    }

    /** Reaches what is elsewhere in this way. */
    public FetchSettings withRemotes(Remotes means) {
        return new FetchSettings(
                allowDirty,
                warnDirty,
                allowDirtyLocks,
                directory,
                means,
                archives,
                ownGit,
                unsaved,
                activities,
                warnings);
    }

    /** Allows downloads, and clones of remote repositories kept in {@code clones} that are fresh for {@code lifetime}. */
    public FetchSettings withRemotes(UrlFetcher downloads, Path clones, Duration lifetime) {
        return withRemotes(new Remotes(downloads, clones, lifetime, remotes.accessTokens(), remotes.clonesLocal()));
    }

    /** Remembers hashes of large trees there. */
    public FetchSettings withArchives(ArchiveHashes hashes) {
        return new FetchSettings(
                allowDirty,
                warnDirty,
                allowDirtyLocks,
                directory,
                remotes,
                hashes,
                ownGit,
                unsaved,
                activities,
                warnings);
    }

    /** Sets up JGit, which nothing else in this process uses, for a quick start. */
    public FetchSettings withOwnGit() {
        return new FetchSettings(
                allowDirty,
                warnDirty,
                allowDirtyLocks,
                directory,
                remotes,
                archives,
                true,
                unsaved,
                activities,
                warnings);
    }

    /** Sees local files with these changes. */
    public FetchSettings withUnsaved(UnsavedFiles changes) {
        return new FetchSettings(
                allowDirty,
                warnDirty,
                allowDirtyLocks,
                directory,
                remotes,
                archives,
                ownGit,
                changes,
                activities,
                warnings);
    }

    /** Is watched while it works. */
    public FetchSettings withActivities(ActivityListener listener) {
        return new FetchSettings(
                allowDirty,
                warnDirty,
                allowDirtyLocks,
                directory,
                remotes,
                archives,
                ownGit,
                unsaved,
                listener,
                warnings);
    }

    /** Warns there. */
    public FetchSettings withWarnings(Consumer<String> sink) {
        return new FetchSettings(
                allowDirty,
                warnDirty,
                allowDirtyLocks,
                directory,
                remotes,
                archives,
                ownGit,
                unsaved,
                activities,
                sink);
    }
}
