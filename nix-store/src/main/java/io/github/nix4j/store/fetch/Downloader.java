package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.fetch.DownloadException.Kind;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashingOutputStream;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets files by URL ({@code http}, {@code https}, {@code file}) and keeps them in a folder. A file that was asked for lately
 * is not asked for again; an older one is asked for with its ETag, and kept if the server cannot be reached. Of several threads
 * and processes that share the folder one asks for a URL at a time; who waited uses what came meanwhile. Thread-safe; an
 * interrupt ends a download.
 */
public final class Downloader {
    private final DownloadCache cache;
    private final Clock clock;
    private final Consumer<String> warnings;
    private final TransferAttempts attempts;

    private Downloader(Builder builder, HttpClient client, Path folder) {
        this.cache = new DownloadCache(folder);
        this.clock = builder.clock;
        this.warnings = builder.warnings;
        HttpTransfer transfer = new HttpTransfer(
                client, builder.netrc, builder.userAgent, builder.stallTimeout, builder.totalTimeout, builder.maxSize);
        this.attempts = new TransferAttempts(transfer, builder.retries, builder.warnings, builder.activities);
    }

    /**
     * A builder for a downloader.
     *
     * @param client what connects, with its proxy and TLS settings; it must not follow redirects itself
     * @param folder where downloads are kept; made when it is missing
     */
    public static Builder builder(HttpClient client, Path folder) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the client must not follow redirects: the downloader notes each one");
        }
        return new Builder(client, folder);
    }

    /** As {@link #download(String, Duration, Map)} without headers. */
    public Download download(String url, Duration timeToLive) {
        return download(url, timeToLive, Map.of());
    }

    /**
     * Gets the file at {@code url} (byte text); throws {@link DownloadException}.
     *
     * @param timeToLive how old a kept copy may be to be used unasked
     * @param headers more headers for the request
     */
    public Download download(String url, Duration timeToLive, Map<String, String> headers) {
        return download(url, timeToLive, headers, true);
    }

    /** As {@link #download(String, Duration, Map)}, but a copy that is too old does not serve where the server fails. */
    public Download downloadCurrent(String url, Duration timeToLive, Map<String, String> headers) {
        return download(url, timeToLive, headers, false);
    }

    private Download download(String url, Duration timeToLive, Map<String, String> headers, boolean oldServes) {
        try {
            return checkedScheme(url).equals("file") ? local(url) : remote(url, timeToLive, headers, oldServes);
        } catch (IOException e) {
            throw new StoreException(
                    "unable to download '" + Secrets.hideInUrl(url) + "': " + ByteText.fromUnicode(e.toString()), e);
        }
    }

    /** The scheme of a URL that can be asked for. */
    private static String checkedScheme(String url) {
        String scheme = Urls.scheme(url);
        String rejection = UrlRejection.of(url);
        if (!rejection.isEmpty()) {
            throw new DownloadException(
                    Kind.OTHER,
                    "unable to download '" + Secrets.hideInUrl(url)
                            + "': URL using bad/illegal format or missing URL (3) URL rejected: " + rejection,
                    null,
                    null);
        }
        return switch (scheme) {
            case "file", "http", "https" -> scheme;
            default ->
                throw new DownloadException(
                        Kind.OTHER,
                        "unable to download '" + url + "': Unsupported protocol (1) Protocol \"" + scheme
                                + "\" not supported",
                        null,
                        null);
        };
    }

    /**
     * Gets the file at {@code url} (byte text, {@code http} or {@code https}) and keeps no copy: the caller closes what it
     * gets. Throws {@link DownloadException}.
     */
    public TemporaryDownload downloadOnce(String url) {
        String scheme = Urls.scheme(url);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new StoreException("downloading '" + Secrets.hideInUrl(url) + "' from a web server is not possible");
        }
        return once(url, target -> attempts.download(url, Map.of(), "", target));
    }

    /** As {@link #downloadOnce}, also of {@code file} URLs, which are copied. */
    public TemporaryDownload copyOnce(String url) {
        return checkedScheme(url).equals("file")
                ? once(url, target -> Files.copy(localFile(url), target, StandardCopyOption.REPLACE_EXISTING))
                : downloadOnce(url);
    }

    private interface Filling {
        void fill(Path target) throws IOException;
    }

    private TemporaryDownload once(String url, Filling filling) {
        try {
            TemporaryDownload download = new TemporaryDownload(cache.temporary());
            try {
                filling.fill(download.file());
                return download;
            } catch (RuntimeException | IOException e) {
                download.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException(
                    "unable to download '" + Secrets.hideInUrl(url) + "': " + ByteText.fromUnicode(e.toString()), e);
        }
    }

    /**
     * Sends {@code content} to {@code url} (byte text) and returns the answer, which is not kept; throws {@link
     * DownloadException}. For small requests and answers: both are held in memory.
     *
     * @param headers more headers for the request, such as its content's type
     */
    public byte[] post(String url, Map<String, String> headers, byte[] content) {
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw new StoreException("uploading to '" + Secrets.hideInUrl(url) + "' is not supported");
        }
        try {
            Path temporary = cache.temporary();
            try {
                attempts.upload(content.clone(), url, headers, temporary);
                return Files.readAllBytes(temporary);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "unable to upload '" + Secrets.hideInUrl(url) + "': " + ByteText.fromUnicode(e.toString()), e);
        }
    }

    /** The file with this content, from wherever it was downloaded before; null if there is none. */
    public @Nullable Path kept(Hash sha256, long size) throws IOException {
        return cache.kept(sha256, size);
    }

    /** Whether there is a copy of {@code url} that is young enough to be used unasked. Files on the disk have none. */
    public boolean hasCopy(String url, Duration timeToLive) {
        try {
            DownloadCache.@Nullable Entry known = Urls.scheme(url).equals("file") ? null : cache.find(url);
            return known != null && isFresh(known, timeToLive);
        } catch (IOException e) {
            // Whoever downloads will be told.
            return false;
        }
    }

    private static Download local(String url) throws IOException {
        Path file = localFile(url);
        HashingOutputStream hashing = new HashingOutputStream(HashAlgorithm.SHA256);
        Files.copy(file, hashing);
        return new Download(file, hashing.count(), hashing.finish(), "", url, null);
    }

    private static Path localFile(String url) {
        String text = Urls.filePath(url);
        Path file = DiskNames.pathOf(text);
        if (!Files.isRegularFile(file)) {
            throw new DownloadException(
                    Kind.NOT_FOUND,
                    "unable to download '" + url + "': Could not read a file:// file (37) Could not open file " + text,
                    null,
                    null);
        }
        return file;
    }

    private Download remote(String url, Duration timeToLive, Map<String, String> headers, boolean oldServes)
            throws IOException {
        Instant asked = Instant.now();
        DownloadCache.Entry known = cache.find(url);
        if (known != null && isFresh(known, timeToLive)) {
            return known.download();
        }
        try (FetchLock lock = cache.lock(url)) {
            known = cache.find(url);
            boolean cameMeanwhile = known != null && known.noted().isAfter(asked);
            return known != null && (cameMeanwhile || isFresh(known, timeToLive))
                    ? known.download()
                    : remote(url, known, headers, oldServes);
        } catch (InterruptedIOException | ClosedByInterruptException | FileLockInterruptionException e) {
            Thread.currentThread().interrupt();
            throw TransferAttempts.interrupted(url, e);
        }
    }

    private boolean isFresh(DownloadCache.Entry known, Duration timeToLive) {
        return clock.instant().getEpochSecond() - known.time() < timeToLive.toSeconds();
    }

    private Download remote(
            String url, DownloadCache.@Nullable Entry known, Map<String, String> headers, boolean oldServes)
            throws IOException {
        long now = clock.instant().getEpochSecond();
        Path temporary = cache.temporary();
        try {
            HttpTransfer.Result result = attempts.download(
                    url, headers, known == null ? "" : known.download().etag(), temporary);
            return keep(known, result, temporary, now);
        } catch (DownloadException e) {
            if (known == null || !oldServes || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            warnings.accept(e.byteMessage() + "; using cached version");
            return known.download();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Download keep(DownloadCache.@Nullable Entry known, HttpTransfer.Result result, Path temporary, long now)
            throws IOException {
        String last = result.urls().get(result.urls().size() - 1);
        FileSubscriber.Written written = result.written();
        Download download;
        if (written == null) {
            if (known == null) {
                throw new StoreException(
                        "the server says that '" + last + "' has not changed, but nothing is known of it");
            }
            Download old = known.download();
            String immutable = result.immutableUrl() == null ? old.immutableUrl() : result.immutableUrl();
            download = new Download(old.file(), old.size(), old.sha256(), old.etag(), last, immutable);
        } else {
            Hash sha256 = written.sha256();
            Path file = cache.keep(temporary, sha256);
            download = new Download(file, written.size(), sha256, result.etag(), last, result.immutableUrl());
        }
        for (String each : result.urls()) {
            cache.note(each, download, now);
        }
        return download;
    }

    /** Sets up a {@link Downloader}. Not thread-safe. */
    public static final class Builder {
        private static final Duration STALL_TIMEOUT = Duration.ofSeconds(300);
        private static final Duration TOTAL_TIMEOUT = Duration.ofHours(6);

        private final HttpClient client;
        private final Path folder;
        private Clock clock = Clock.systemUTC();
        private RetryPolicy retries = RetryPolicy.NIX;
        private Consumer<String> warnings = warning -> {};
        private ActivityListener activities = ActivityListener.NONE;
        private Netrc netrc = Netrc.EMPTY;
        private String userAgent = "nix4j";
        private Duration stallTimeout = STALL_TIMEOUT;
        private Duration totalTimeout = TOTAL_TIMEOUT;
        private long maxSize = Long.MAX_VALUE;

        private Builder(HttpClient client, Path folder) {
            this.client = client;
            this.folder = folder;
        }

        /** What tells the age of kept files; the system's clock by default. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** How often to try; {@link RetryPolicy#NIX} by default. */
        public Builder retries(RetryPolicy retries) {
            this.retries = retries;
            return this;
        }

        /** Takes warnings, as byte text: failed attempts and the use of old copies. Dropped by default. */
        public Builder warnings(Consumer<String> warnings) {
            this.warnings = warnings;
            return this;
        }

        /** Watches what is sent and what arrives; nobody does by default. */
        public Builder activities(ActivityListener activities) {
            this.activities = activities;
            return this;
        }

        /** Who we are to which server; nobody by default. A user in the URL itself counts first. */
        public Builder netrc(Netrc netrc) {
            this.netrc = netrc;
            return this;
        }

        /** What the servers are told about us. */
        public Builder userAgent(String userAgent) {
            this.userAgent = userAgent;
            return this;
        }

        /** How long nothing may arrive; 300 seconds by default. */
        public Builder stallTimeout(Duration timeout) {
            this.stallTimeout = timeout;
            return this;
        }

        /** How long one attempt may take in all; six hours by default. */
        public Builder totalTimeout(Duration timeout) {
            this.totalTimeout = timeout;
            return this;
        }

        /** The most bytes a file may have; no limit by default. */
        public Builder maxSize(long bytes) {
            this.maxSize = bytes;
            return this;
        }

        /** The downloader. */
        public Downloader build() {
            return new Downloader(this, client, folder);
        }
    }
}
