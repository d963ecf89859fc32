package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.fetch.DownloadException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One attempt to ask for one URL over HTTP, redirects included; what comes goes into a file. */
final class HttpTransfer {
    private static final int MAX_REDIRECTS = 10;
    /** As in Nix; of what else begins with 2, the body need not be what was asked for. */
    private static final Set<Integer> SUCCESSFUL = Set.of(200, 201, 204, 206);

    private static final long POLL_MILLIS = 200;
    private static final Pattern IMMUTABLE = Pattern.compile("<([^>]*)>; rel=\"immutable\"", Pattern.CASE_INSENSITIVE);

    /**
     * What came back.
     *
     * @param written null where the server says that what we have is still current
     * @param urls all URLs that were asked, in order
     */
    record Result(
            FileSubscriber.@Nullable Written written,
            String etag,
            List<String> urls,
            @Nullable String immutableUrl) {}

    private final HttpClient client;
    private final Netrc netrc;
    private final String userAgent;
    private final Duration stallTimeout;
    private final Duration totalTimeout;
    private final long maxSize;
    private final byte @Nullable [] body;
    private final TransferFailures failures;

    HttpTransfer(
            HttpClient client,
            Netrc netrc,
            String userAgent,
            Duration stallTimeout,
            Duration totalTimeout,
            long maxSize) {
        this(client, netrc, userAgent, stallTimeout, totalTimeout, maxSize, null);
    }

    private HttpTransfer(
            HttpClient client,
            Netrc netrc,
            String userAgent,
            Duration stallTimeout,
            Duration totalTimeout,
            long maxSize,
            byte @Nullable [] body) {
        this.client = client;
        this.netrc = netrc;
        this.userAgent = userAgent;
        this.stallTimeout = stallTimeout;
        this.totalTimeout = totalTimeout;
        this.maxSize = maxSize;
        this.body = body;
        this.failures = new TransferFailures(body == null ? "download" : "upload");
    }

    /** One that sends {@code content}, of which it becomes the owner, and takes the answer. */
    HttpTransfer posting(byte[] content) {
        return new HttpTransfer(client, netrc, userAgent, stallTimeout, totalTimeout, maxSize, content);
    }

    /**
     * Throws {@link DownloadException}; an interrupt ends it.
     *
     * @param resumption from where to go on with what {@code target} holds; null to start anew
     * @param activity is told of what arrives
     */
    Result get(
            String url,
            Map<String, String> ownHeaders,
            String knownEtag,
            Path target,
            @Nullable Resumption resumption,
            Activity activity) {
        RequestHeaders headers = new RequestHeaders(netrc, url, ownHeaders);
        List<String> urls = new ArrayList<>();
        String next = url;
        String immutable = null;
        byte[] content = body;
        while (true) {
            urls.add(next);
            HttpResponse<FileSubscriber.Written> response =
                    send(url, next, headers, content, knownEtag, target, resumption, activity);
            int status = response.statusCode();
            Optional<String> location = response.headers().firstValue("Location");
            // A host of plain files may be unable to say it, and the one that redirects there says it instead.
            String said = immutableUrl(response.headers());
            immutable = said == null ? immutable : said;
            if (Redirection.isFollowed(status) && !location.orElse("").isEmpty()) {
                if (urls.size() > MAX_REDIRECTS) {
                    throw failures.failure(
                            Kind.OTHER,
                            url,
                            "HTTP error " + status + " (curl error: Number of redirects hit maximum amount)",
                            null);
                }
                next = resolve(url, next, location.get(), status);
                content = Redirection.keepsContent(status) ? content : null;
                continue;
            }
            if (status == 304 && !knownEtag.isEmpty()) {
                return new Result(null, knownEtag, urls, immutable);
            }
            if (status == 416 && resumption != null) {
                throw failures.failure(Kind.TRANSIENT, url, "HTTP error 416", null);
            }
            if (!SUCCESSFUL.contains(status)) {
                throw failures.refused(url, status, response.headers(), target);
            }
            String etag = response.headers()
                    .firstValue("ETag")
                    .map(ByteText::fromUnicode)
                    .orElse("");
            return new Result(decoded(url, response, target), etag, urls, immutable);
        }
    }

    private FileSubscriber.Written decoded(String url, HttpResponse<FileSubscriber.Written> response, Path target) {
        List<String> codes = ContentEncoding.codes(
                response.headers().firstValue("Content-Encoding").orElse(""));
        if (codes.isEmpty()) {
            return response.body();
        }
        try {
            return ContentEncoding.undo(target, codes, maxSize);
        } catch (FileSubscriber.TooLarge e) {
            throw failures.failure(Kind.OTHER, url, "the file has " + e.getMessage(), e);
        } catch (IOException e) {
            throw failures.failure(
                    Kind.OTHER,
                    url,
                    "HTTP error " + response.statusCode()
                            + " (curl error: Unrecognized or bad HTTP Content or Transfer-Encoding)",
                    e);
        }
    }

    private String resolve(String url, String current, String location, int status) {
        // The JDK reads headers byte by byte.
        URI target = Urls.toUri(Redirection.target(current, location));
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            // Above all, a server must not make us read local files.
            throw failures.failure(
                    Kind.OTHER, url, "HTTP error " + status + " (curl error: Unsupported protocol)", null);
        }
        return target.toString();
    }

    private static @Nullable String immutableUrl(HttpHeaders headers) {
        String found = null;
        for (String name : List.of("Link", "X-Amz-Meta-Link")) {
            for (String link : headers.allValues(name)) {
                Matcher matcher = IMMUTABLE.matcher(link.strip());
                found = matcher.matches() ? matcher.group(1) : found;
            }
        }
        return found;
    }

    private HttpResponse<FileSubscriber.Written> send(
            String url,
            String current,
            RequestHeaders headers,
            byte @Nullable [] content,
            String knownEtag,
            Path target,
            @Nullable Resumption resumption,
            Activity activity) {
        URI uri = Urls.toUri(current);
        HttpRequest.Builder request = builder(current, Urls.withoutUser(uri)).header("User-Agent", userAgent);
        headers.to(uri).forEach(request::header);
        if (content != null) {
            request.POST(HttpRequest.BodyPublishers.ofByteArray(content));
        }
        if (resumption != null) {
            request.header("Range", "bytes=" + resumption.offset() + "-");
            request.header("If-Range", resumption.validator());
        } else if (!knownEtag.isEmpty()) {
            request.header("If-None-Match", ByteText.toUnicode(knownEtag));
        }
        AtomicLong progress = new AtomicLong();
        AtomicReference<HttpHeaders> answered = new AtomicReference<>();
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<FileSubscriber.Written>> future = client.sendAsync(request.build(), info -> {
            answered.set(info.headers());
            String range = info.headers().firstValue("Content-Range").orElse("");
            long from =
                    resumption != null && info.statusCode() == 206 && resumption.fits(range) ? resumption.offset() : 0;
            long length = info.headers().firstValueAsLong("Content-Length").orElse(0);
            // What else comes is no part of the file.
            boolean wanted = SUCCESSFUL.contains(info.statusCode());
            return new FileSubscriber(target, from, maxSize, size -> {
                progress.incrementAndGet();
                if (wanted) {
                    activity.progress(size, length == 0 ? 0 : from + length);
                }
            });
        });
        try {
            return await(url, future, progress);
        } catch (ExecutionException e) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            DownloadException broken = failures.broken(url, uri, cause, progress.get() > 0, millis);
            throw resumable(broken, resumption, answered.get(), target);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new DownloadException(
                    Kind.OTHER, "download of '" + Secrets.hideInUrl(url) + "' was interrupted", null, e);
        }
    }

    /** The failure with the place from where the next attempt can go on, if the server lets it. */
    private static DownloadException resumable(
            DownloadException broken, @Nullable Resumption before, @Nullable HttpHeaders answered, Path target) {
        try {
            if (answered == null) {
                return broken.with(before);
            }
            return broken.mayWorkLater() && Files.exists(target)
                    ? broken.with(Resumption.after(Files.size(target), answered))
                    : broken;
        } catch (IOException e) {
            broken.addSuppressed(e);
            return broken;
        }
    }

    /** Waits for the response; gives up on stalls and when all takes too long. */
    private HttpResponse<FileSubscriber.Written> await(
            String url, CompletableFuture<HttpResponse<FileSubscriber.Written>> future, AtomicLong progress)
            throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        long lastChange = start;
        long seen = 0;
        while (true) {
            try {
                return future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = System.nanoTime();
                if (progress.get() != seen) {
                    seen = progress.get();
                    lastChange = now;
                }
                boolean stalled = now - lastChange > stallTimeout.toNanos();
                if (stalled || now - start > totalTimeout.toNanos()) {
                    future.cancel(true);
                    Duration limit = stalled ? stallTimeout : totalTimeout;
                    throw failures.failure(
                            Kind.TRANSIENT,
                            url,
                            "Timeout was reached (28) Operation "
                                    + (stalled ? "too slow: no data for " : "took longer than ") + limit.toSeconds()
                                    + " seconds",
                            e);
                }
            }
        }
    }

    /** The JDK takes fewer host names than curl, such as none with an underscore. */
    private HttpRequest.Builder builder(String url, URI uri) {
        try {
            return HttpRequest.newBuilder(uri);
        } catch (IllegalArgumentException e) {
            throw failures.failure(Kind.OTHER, url, ByteText.fromUnicode(String.valueOf(e.getMessage())), e);
        }
    }
}
