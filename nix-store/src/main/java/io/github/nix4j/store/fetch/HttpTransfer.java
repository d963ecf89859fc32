package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.fetch.DownloadException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One attempt to get one URL over HTTP, redirects included, into a file. */
final class HttpTransfer {
    private static final int MAX_REDIRECTS = 10;
    private static final int MAX_SHOWN_BODY = 1024;
    private static final long POLL_MILLIS = 200;
    private static final Pattern IMMUTABLE =
            Pattern.compile("<([^>]*)>; *rel=[\"']?immutable[\"']?", Pattern.CASE_INSENSITIVE);

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
    private final String userAgent;
    private final Duration stallTimeout;
    private final Duration totalTimeout;
    private final long maxSize;

    HttpTransfer(HttpClient client, String userAgent, Duration stallTimeout, Duration totalTimeout, long maxSize) {
        this.client = client;
        this.userAgent = userAgent;
        this.stallTimeout = stallTimeout;
        this.totalTimeout = totalTimeout;
        this.maxSize = maxSize;
    }

    /** Throws {@link DownloadException}; an interrupt ends it. */
    Result get(String url, Map<String, String> headers, String knownEtag, Path target) {
        List<String> urls = new ArrayList<>();
        String next = url;
        while (true) {
            urls.add(next);
            HttpResponse<FileSubscriber.Written> response = send(url, next, headers, knownEtag, target);
            int status = response.statusCode();
            Optional<String> location = response.headers().firstValue("Location");
            if (isRedirect(status) && location.isPresent()) {
                if (urls.size() > MAX_REDIRECTS) {
                    throw failure(
                            Kind.OTHER,
                            url,
                            "HTTP error " + status + " (curl error: Number of redirects hit maximum amount)",
                            null);
                }
                next = resolve(url, next, location.get());
                continue;
            }
            if (status == 304 && !knownEtag.isEmpty()) {
                return new Result(null, knownEtag, urls, immutableUrl(response.headers()));
            }
            if (status < 200 || status >= 300) {
                throw refused(url, status, response.headers(), target);
            }
            return new Result(
                    response.body(),
                    response.headers()
                            .firstValue("ETag")
                            .map(ByteText::fromUnicode)
                            .orElse(""),
                    urls,
                    immutableUrl(response.headers()));
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static String resolve(String url, String current, String location) {
        URI target = Urls.toUri(current).resolve(Urls.toUri(ByteText.fromUnicode(location)));
        String scheme = target.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            // Above all, a server must not make us read local files.
            throw failure(Kind.OTHER, url, "Unsupported protocol (1) Protocol \"" + scheme + "\" not supported", null);
        }
        return target.toString();
    }

    private static @Nullable String immutableUrl(HttpHeaders headers) {
        for (String link : headers.allValues("Link")) {
            Matcher matcher = IMMUTABLE.matcher(link);
            if (matcher.find()) {
                return ByteText.fromUnicode(matcher.group(1));
            }
        }
        return null;
    }

    private HttpResponse<FileSubscriber.Written> send(
            String url, String current, Map<String, String> headers, String knownEtag, Path target) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(Urls.toUri(current)).header("User-Agent", userAgent);
        headers.forEach(request::header);
        if (!knownEtag.isEmpty()) {
            request.header("If-None-Match", ByteText.toUnicode(knownEtag));
        }
        AtomicLong progress = new AtomicLong();
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<FileSubscriber.Written>> future =
                client.sendAsync(request.build(), info -> new FileSubscriber(target, maxSize, progress));
        try {
            return await(url, future, progress);
        } catch (ExecutionException e) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            throw broken(url, Urls.toUri(current), e.getCause() == null ? e : e.getCause(), progress.get() > 0, millis);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new DownloadException(Kind.OTHER, "download of '" + url + "' was interrupted", null, e);
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
                    throw failure(
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

    private static DownloadException failure(Kind kind, String url, String what, @Nullable Throwable cause) {
        return new DownloadException(kind, "unable to download '" + url + "': " + what, null, cause);
    }

    private static DownloadException broken(String url, URI uri, Throwable cause, boolean started, long millis) {
        if (cause instanceof FileSubscriber.TooLarge) {
            return failure(Kind.OTHER, url, "the file has " + cause.getMessage(), cause);
        }
        if (started) {
            return failure(Kind.TRANSIENT, url, "HTTP error 200 (curl error: Transferred a partial file)", cause);
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
                return failure(
                        Kind.TRANSIENT,
                        url,
                        "Could not resolve hostname (6) Could not resolve host: " + uri.getHost(),
                        cause);
            }
        }
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            return failure(
                    Kind.TRANSIENT,
                    url,
                    "Could not connect to server (7) Failed to connect to " + uri.getHost() + ":" + port + " after "
                            + millis + " ms: Could not connect to server",
                    cause);
        }
        return failure(Kind.TRANSIENT, url, ByteText.fromUnicode(String.valueOf(cause.getMessage())), cause);
    }

    private static DownloadException refused(String url, int status, HttpHeaders headers, Path body) {
        Kind kind = kind(status);
        String message = "unable to download '" + url + "': HTTP error " + status;
        try {
            String text = ByteText.of(Files.readAllBytes(body));
            if (!text.isEmpty() && (text.length() < MAX_SHOWN_BODY || text.contains("<html>"))) {
                message += "\n\nresponse body:\n\n" + text.stripTrailing();
            }
        } catch (IOException e) {
            // The body only decorates the message.
            return new DownloadException(kind, message, retryAfter(headers), e);
        }
        return new DownloadException(kind, message, retryAfter(headers), null);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 404, 410 -> Kind.NOT_FOUND;
            case 401, 403, 407 -> Kind.FORBIDDEN;
            case 429 -> Kind.RATE_LIMITED;
            case 408 -> Kind.TRANSIENT;
            case 501, 505, 511 -> Kind.OTHER;
            default -> status >= 400 && status < 500 ? Kind.OTHER : Kind.TRANSIENT;
        };
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        Optional<String> value = headers.firstValue("Retry-After");
        // The other form is a date, which few servers use; without it we wait as long as we would anyway.
        return value.filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }
}
