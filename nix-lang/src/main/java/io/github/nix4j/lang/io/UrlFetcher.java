package io.github.nix4j.lang.io;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.fetch.Download;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.fetch.TarballFetcher;
import java.nio.file.Path;
import java.time.Duration;

/** Downloads for evaluation. Whether a program may use an URL was decided before this is asked. Thread-safe. */
public interface UrlFetcher {
    /** Downloads nothing. */
    UrlFetcher NONE = new UrlFetcher() {
        @Override
        public Download file(String url) {
            throw new StoreException("cannot download '" + url + "': this evaluator was given no means to download");
        }

        @Override
        public TarballFetcher.Tarball tarball(String url) {
            throw new StoreException("cannot download '" + url + "': this evaluator was given no means to download");
        }
    };

    /** The file at {@code url} (byte text); throws {@link StoreException}. */
    Download file(String url);

    /** The unpacked archive at {@code url} (byte text); throws {@link StoreException}. */
    TarballFetcher.Tarball tarball(String url);

    /**
     * Downloads with a cache in {@code folder} (made when something is fetched), whose copies are used unasked until they are
     * older than {@code timeToLive}.
     */
    static UrlFetcher cachedIn(Path folder, Duration timeToLive) {
        return new CachedUrlFetcher(folder, timeToLive);
    }

    /** Uses copies that are not older than {@code timeToLive} without asking again. */
    static UrlFetcher of(Downloader downloader, TarballFetcher tarballs, Duration timeToLive) {
        return new UrlFetcher() {
            @Override
            public Download file(String url) {
                return downloader.download(url, timeToLive);
            }

            @Override
            public TarballFetcher.Tarball tarball(String url) {
                return tarballs.fetch(url, timeToLive);
            }
        };
    }
}
