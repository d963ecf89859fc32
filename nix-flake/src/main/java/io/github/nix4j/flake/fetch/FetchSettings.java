package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.io.UrlFetcher;
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
 * @param urls downloads; by default nothing is downloaded
 * @param repositories the folder where clones of remote repositories are kept; without one these cannot be fetched
 * @param timeToLive how long a clone counts as fresh ({@code tarball-ttl})
 * @param unsaved local files that are other than on the disk
 * @param warnings receives warnings (byte text, without {@code warning: }); may be called on any thread that fetches
 */
public record FetchSettings(
        boolean allowDirty,
        boolean warnDirty,
        boolean allowDirtyLocks,
        Path directory,
        UrlFetcher urls,
        @Nullable Path repositories,
        Duration timeToLive,
        UnsavedFiles unsaved,
        Consumer<String> warnings) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Settings without downloads. */
    public FetchSettings(
            boolean allowDirty, boolean warnDirty, boolean allowDirtyLocks, Path directory, Consumer<String> warnings) {
        this(
                allowDirty,
                warnDirty,
                allowDirtyLocks,
                directory,
                UrlFetcher.NONE,
                null,
                HOUR,
                new UnsavedFiles(),
                warnings);
    }

    /** Nix's defaults, without downloads. */
    public static FetchSettings in(Path directory, Consumer<String> warnings) {
        return new FetchSettings(
                true, true, false, directory, UrlFetcher.NONE, null, HOUR, new UnsavedFiles(), warnings);
    }

    public FetchSettings withAllowDirtyLocks(boolean allow) {
        return new FetchSettings(
                allowDirty, warnDirty, allow, directory, urls, repositories, timeToLive, unsaved, warnings);
    }

    public FetchSettings withDirty(boolean allow, boolean warn) {
        return new FetchSettings(
                allow, warn, allowDirtyLocks, directory, urls, repositories, timeToLive, unsaved, warnings);
    }

    /** Allows downloads, and clones of remote repositories kept in {@code clones} that are fresh for {@code lifetime}. */
    public FetchSettings withRemotes(UrlFetcher downloads, Path clones, Duration lifetime) {
        return new FetchSettings(
                allowDirty, warnDirty, allowDirtyLocks, directory, downloads, clones, lifetime, unsaved, warnings);
    }

    /** Sees local files with these changes. */
    public FetchSettings withUnsaved(UnsavedFiles changes) {
        return new FetchSettings(
                allowDirty, warnDirty, allowDirtyLocks, directory, urls, repositories, timeToLive, changes, warnings);
    }
}
