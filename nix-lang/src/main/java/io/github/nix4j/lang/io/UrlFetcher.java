package io.github.nix4j.lang.io;

import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.fetch.ArchiveUnpacker;
import io.github.nix4j.store.fetch.Download;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.fetch.TarballFetcher;
import io.github.nix4j.store.hash.Hash;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Downloads for evaluation. Whether a program may use an URL was decided before this is asked. Thread-safe. */
public interface UrlFetcher {
    /** How long copies of what cannot change are used. */
    Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    /** An archive may unpack to this many bytes where nothing else is said. */
    long MAX_UNPACKED = 1L << 40;

    /** Downloads nothing. */
    UrlFetcher NONE = new UrlFetcher() {
        @Override
        public Download file(String url, Map<String, String> headers) {
            throw noMeans(url);
        }

        @Override
        public TarballFetcher.Tarball tarball(String url, Map<String, String> headers, boolean pinned) {
            throw noMeans(url);
        }

        private StoreException noMeans(String url) {
            return new StoreException(
                    "cannot download '" + Secrets.hideInUrl(url)
                            + "': this evaluator was given no means to download (EvalIo's fetcher; for inputs of flakes FetchSettings.withRemotes)");
        }
    };

    /**
     * The file at {@code url} (byte text); throws {@link StoreException}.
     *
     * @param headers what to send besides, such as credentials; never shown to other servers, nor in messages
     */
    Download file(String url, Map<String, String> headers);

    /** As {@link #file(String, Map)} without headers. */
    default Download file(String url) {
        return file(url, Map.of());
    }

    /**
     * The file at {@code url}, as {@link #file(String, Map)}, of which a copy is used only if the server says that it is still
     * right.
     */
    default Download currentFile(String url, Map<String, String> headers) {
        return file(url, headers);
    }

    /** The file with this content, from wherever it was downloaded before; null if none is known. */
    default @Nullable Path kept(Hash sha256, long size) throws IOException {
        return null;
    }

    /**
     * Sends {@code content} to {@code url} (byte text) and returns the answer; throws {@link StoreException}.
     *
     * @param headers as for {@link #file(String, Map)}
     */
    default byte[] post(String url, Map<String, String> headers, byte[] content) {
        throw new StoreException(
                "this evaluator was given no means to send what '" + Secrets.hideInUrl(url) + "' is to be asked");
    }

    /**
     * The unpacked archive at {@code url} (byte text); throws {@link StoreException}.
     *
     * @param headers as for {@link #file(String, Map)}
     * @param pinned whether the URL gives the same content for ever, so that a copy never becomes too old
     */
    TarballFetcher.Tarball tarball(String url, Map<String, String> headers, boolean pinned);

    /** As {@link #tarball(String, Map, boolean)}; who watches is told {@code shown} of the URL. */
    default TarballFetcher.Tarball tarball(String url, Map<String, String> headers, boolean pinned, String shown) {
        return tarball(url, headers, pinned);
    }

    /** As {@link #tarball(String, Map, boolean)} without headers, of something that may change. */
    default TarballFetcher.Tarball tarball(String url) {
        return tarball(url, Map.of(), false);
    }

    /**
     * Downloads with a cache in {@code folder} (made when something is fetched), whose copies are used unasked until they are
     * older than {@code timeToLive}. Connects with the JVM's proxy settings.
     */
    static UrlFetcher cachedIn(Path folder, Duration timeToLive) {
        return lazily(() -> {
            HttpClient client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            Downloader.Builder downloader = Downloader.builder(client, folder.resolve("downloads"));
            return cachedIn(folder, timeToLive, downloader.build(), ActivityListener.NONE);
        });
    }

    /**
     * As {@link #cachedIn(Path, Duration)}, with a downloader of the caller's.
     *
     * @param activities watches archives that are downloaded or unpacked anew, as the downloader's watches downloads
     */
    static UrlFetcher cachedIn(Path folder, Duration timeToLive, Downloader downloader, ActivityListener activities) {
        ArchiveUnpacker unpacker = new ArchiveUnpacker(MAX_UNPACKED);
        Path unpacked = folder.resolve("tarballs");
        return of(downloader, new TarballFetcher(downloader, unpacked, unpacker, activities), timeToLive);
    }

    /** Sets up what {@code maker} makes when something is fetched, and then once. */
    static UrlFetcher lazily(Supplier<UrlFetcher> maker) {
        return new LazyUrlFetcher(maker);
    }

    /** Uses copies that are not older than {@code timeToLive} without asking again. */
    static UrlFetcher of(Downloader downloader, TarballFetcher tarballs, Duration timeToLive) {
        return new UrlFetcher() {
            @Override
            public Download file(String url, Map<String, String> headers) {
                return downloader.download(url, timeToLive, headers);
            }

            @Override
            public Download currentFile(String url, Map<String, String> headers) {
                return downloader.download(url, Duration.ZERO, headers);
            }

            @Override
            public @Nullable Path kept(Hash sha256, long size) throws IOException {
                return downloader.kept(sha256, size);
            }

            @Override
            public byte[] post(String url, Map<String, String> headers, byte[] content) {
                return downloader.post(url, headers, content);
            }

            @Override
            public TarballFetcher.Tarball tarball(String url, Map<String, String> headers, boolean pinned) {
                return tarball(url, headers, pinned, url);
            }

            @Override
            public TarballFetcher.Tarball tarball(
                    String url, Map<String, String> headers, boolean pinned, String shown) {
                return tarballs.fetch(url, pinned ? FOR_EVER : timeToLive, headers, shown);
            }
        };
    }
}
