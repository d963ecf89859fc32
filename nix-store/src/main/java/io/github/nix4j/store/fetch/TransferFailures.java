package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.fetch.DownloadException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in Nix's and its HTTP library's words why a transfer failed. Passwords in URLs are left out. */
final class TransferFailures {
    private static final int MAX_SHOWN_BODY = 1024;
    /** Whatever a server sends with its refusal, no more of it is read into memory. */
    private static final int MAX_READ_BODY = 1 << 20;

    private final String action;

    /** @param action what failed: {@code download} or {@code upload} */
    TransferFailures(String action) {
        this.action = action;
    }

    DownloadException failure(Kind kind, String url, String what, @Nullable Throwable cause) {
        return new DownloadException(
                kind, "unable to " + action + " '" + Secrets.hideInUrl(url) + "': " + what, null, cause);
    }

    /** The connection to {@code uri} failed or broke off. */
    DownloadException broken(String url, URI uri, Throwable cause, boolean started, long millis) {
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
            if (t instanceof SSLException) {
                return failure(
                        Kind.OTHER,
                        url,
                        "SSL peer certificate or SSH remote key was not OK (60) SSL certificate problem: "
                                + ByteText.fromUnicode(String.valueOf(t.getMessage())),
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
        // Of an answer that is none, the JDK has no exceptions of its own.
        String message = String.valueOf(cause.getMessage());
        if (message.contains("status line")) {
            return failure(Kind.OTHER, url, "Unsupported protocol (1) Received HTTP/0.9 when not allowed", cause);
        }
        return failure(
                Kind.TRANSIENT,
                url,
                message.contains("header parser received no bytes")
                        ? "Server returned nothing (no headers, no data) (52) Empty reply from server"
                        : ByteText.fromUnicode(message),
                cause);
    }

    /** The server answered with an error, whose text is in {@code body}. */
    DownloadException refused(String url, int status, HttpHeaders headers, Path body) {
        Kind kind = kind(status);
        String message = "unable to " + action + " '" + Secrets.hideInUrl(url) + "': HTTP error " + status;
        try (InputStream in = Files.newInputStream(body)) {
            String text = ByteText.of(in.readNBytes(MAX_READ_BODY));
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
        if (value.isEmpty()) {
            return null;
        }
        if (value.get().matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(value.get()));
        }
        try {
            // The other form is a date, seen from the server's clock.
            Instant now = date(headers.firstValue("Date").orElse(""));
            Duration wait = Duration.between(now, date(value.get()));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            // Not understood: we wait as long as we would anyway.
            return null;
        }
    }

    private static Instant date(String text) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    }
}
