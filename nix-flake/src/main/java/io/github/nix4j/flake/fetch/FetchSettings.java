package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.nar.ArchiveHashes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
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
 * @param news who is warned, and who watches what takes long: inputs on their way, and fetches of repositories among them; by
 *     default nobody watches. The means to download have listeners of their own, see {@link #withNews}
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
        FetchNews news) {
    public FetchSettings {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(remotes, "remotes");
        Objects.requireNonNull(archives, "archives");
        Objects.requireNonNull(unsaved, "unsaved");
        Objects.requireNonNull(news, "news");
    }

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
                new FetchNews(warnings, ActivityListener.NONE));
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
        return new FetchSettings(allowDirty, warnDirty, allow, directory, remotes, archives, ownGit, unsaved, news);
    }

    public FetchSettings withDirty(boolean allow, boolean warn) {
        return new FetchSettings(allow, warn, allowDirtyLocks, directory, remotes, archives, ownGit, unsaved, news);
    }

    /** Reaches what is elsewhere in this way. */
    public FetchSettings withRemotes(Remotes means) {
        return new FetchSettings(
                allowDirty, warnDirty, allowDirtyLocks, directory, means, archives, ownGit, unsaved, news);
    }

    /** Allows downloads, and clones of remote repositories kept in {@code clones} that are fresh for {@code lifetime}. */
    public FetchSettings withRemotes(UrlFetcher downloads, Path clones, Duration lifetime) {
        return withRemotes(new Remotes(downloads, clones, lifetime, remotes.accessTokens(), remotes.clonesLocal()));
    }

    /** Remembers hashes of large trees there. */
    public FetchSettings withArchives(ArchiveHashes hashes) {
        return new FetchSettings(
                allowDirty, warnDirty, allowDirtyLocks, directory, remotes, hashes, ownGit, unsaved, news);
    }

    /** Sets up JGit, which nothing else in this process uses, for a quick start. */
    public FetchSettings withOwnGit() {
        return new FetchSettings(
                allowDirty, warnDirty, allowDirtyLocks, directory, remotes, archives, true, unsaved, news);
    }

    /** Sees local files with these changes. */
    public FetchSettings withUnsaved(UnsavedFiles changes) {
        return new FetchSettings(
                allowDirty, warnDirty, allowDirtyLocks, directory, remotes, archives, ownGit, changes, news);
    }

    /** Receives warnings (byte text, without {@code warning: }); called on any thread that fetches. */
    public Consumer<String> warnings() {
        return news::warn;
    }

    /** Watches what takes long. */
    public ActivityListener activities() {
        return news::begin;
    }

    /** Is watched while it works. */
    public FetchSettings withActivities(ActivityListener listener) {
        return withNews(news.watchedBy(listener));
    }

    /**
     * Tells what it has to tell there. Whoever gives downloads listeners of their own makes them of the same: what is downloaded
     * before its turn then is told in its turn.
     */
    public FetchSettings withNews(FetchNews other) {
        return new FetchSettings(
                allowDirty, warnDirty, allowDirtyLocks, directory, remotes, archives, ownGit, unsaved, other);
    }
}
