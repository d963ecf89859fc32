package io.github.nix4j.lang.io;

import io.github.nix4j.store.fetch.ArchiveUnpacker;
import io.github.nix4j.store.fetch.Download;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.fetch.TarballFetcher;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Downloads with a cache in one folder. Connects with the JVM's proxy settings, and is set up only when something is fetched. */
final class CachedUrlFetcher implements UrlFetcher {
    /** An archive may unpack to this much. */
    private static final long MAX_UNPACKED = 1L << 40;

    private final Path folder;
    private final Duration timeToLive;
    private @Nullable UrlFetcher made;

    CachedUrlFetcher(Path folder, Duration timeToLive) {
        this.folder = folder;
        this.timeToLive = timeToLive;
    }

    private synchronized UrlFetcher fetcher() {
        UrlFetcher ready = made;
        if (ready == null) {
            HttpClient client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            Downloader downloader =
                    Downloader.builder(client, folder.resolve("downloads")).build();
            TarballFetcher tarballs =
                    new TarballFetcher(downloader, folder.resolve("tarballs"), new ArchiveUnpacker(MAX_UNPACKED));
            ready = UrlFetcher.of(downloader, tarballs, timeToLive);
            made = ready;
        }
        return ready;
    }

    @Override
    public Download file(String url) {
        return fetcher().file(url);
    }

    @Override
    public TarballFetcher.Tarball tarball(String url) {
        return fetcher().tarball(url);
    }
}
