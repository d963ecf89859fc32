package io.github.nix4j.store.cache;

import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.UnknownNameException;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.path.StoreDir;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The binary caches that somebody may copy from, and what is believed of them. Immutable; start from {@link #NONE}.
 * Thread-safe if the listener is.
 */
public final class BinaryCaches {
    /** None at all. */
    public static final BinaryCaches NONE =
            new BinaryCaches(null, Duration.ZERO, false, () -> TrustedKeys.NONE, CopyListener.SILENT);

    private final @Nullable Supplier<Downloader> downloader;
    private final Duration timeToLive;
    private final boolean folders;
    private final Supplier<TrustedKeys> trusted;
    private final CopyListener listener;

    private BinaryCaches(
            @Nullable Supplier<Downloader> downloader,
            Duration timeToLive,
            boolean folders,
            Supplier<TrustedKeys> trusted,
            CopyListener listener) {
        this.downloader = downloader;
        this.timeToLive = timeToLive;
        this.folders = folders;
        this.trusted = trusted;
        this.listener = listener;
    }

    /**
     * The same and those behind web servers.
     *
     * @param means what downloads; asked for it when a cache is opened
     * @param lifetime how long what a cache said of an object is believed
     */
    public BinaryCaches withServers(Supplier<Downloader> means, Duration lifetime) {
        return new BinaryCaches(means, lifetime, folders, trusted, listener);
    }

    /** The same and those that are folders of this machine. */
    public BinaryCaches withFolders() {
        return new BinaryCaches(downloader, timeToLive, true, trusted, listener);
    }

    /** The same; the keys are asked for when something is copied. */
    public BinaryCaches withTrusted(Supplier<TrustedKeys> keys) {
        return new BinaryCaches(downloader, timeToLive, folders, keys, listener);
    }

    /** The same, telling {@code who} what is done. */
    public BinaryCaches withListener(CopyListener who) {
        return new BinaryCaches(downloader, timeToLive, folders, trusted, who);
    }

    /** Whether caches may be folders of this machine. */
    public boolean hasFolders() {
        return folders;
    }

    /** Whose word is taken. */
    public TrustedKeys trusted() {
        return trusted.get();
    }

    /** Who is told what is done. */
    public CopyListener listener() {
        return listener;
    }

    /** Whether caches of this kind can be opened at all. */
    public boolean reaches(String uri) {
        return uri.startsWith("file://")
                ? folders
                : downloader != null && (uri.startsWith("http://") || uri.startsWith("https://"));
    }

    /** Whether the path of an object follows from what is said of it; the listener is told where that is said wrongly. */
    public boolean isContentAddressed(StoreDir dir, PathInfo info) {
        return TrustedKeys.isContentAddressed(dir, info, listener);
    }

    /**
     * Opens the cache at {@code uri} ({@code http:}, {@code https:} or {@code file:}; byte text), for the objects of {@code dir};
     * throws {@link StoreException}.
     */
    public BinaryCache open(String uri, StoreDir dir) {
        return BinaryCache.open(files(uri), dir, listener);
    }

    private CacheFiles files(String uri) {
        String trimmed = uri.replaceFirst("/+$", "");
        Supplier<Downloader> means = downloader;
        if (!reaches(uri)) {
            throw new StoreException("cannot copy from '" + uri + "': there are no means to reach this binary cache");
        }
        if (uri.matches("(?s)https?://(?:/.*)?")) {
            throw new UnknownNameException(
                    "`" + uri.substring(0, uri.indexOf(':')) + "` Store requires a non-empty authority in Store URL");
        }
        return means == null || uri.startsWith("file://")
                ? new FolderFiles(trimmed.substring("file://".length()))
                : new HttpFiles(trimmed, means.get(), timeToLive);
    }
}
