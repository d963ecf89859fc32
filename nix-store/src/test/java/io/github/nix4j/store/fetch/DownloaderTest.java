package io.github.nix4j.store.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path dir;

    private HttpServer server;
    private String base;
    private String content = "hello\n";
    private int failures;
    private final List<String> asked = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1_000_000);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String etag = exchange.getRequestHeaders().getFirst("If-None-Match");
        asked.add(path + (etag == null ? "" : " " + etag));
        exchange.getRequestBody().readAllBytes();
        String current = "\"" + content.hashCode() + "\"";
        if (path.startsWith("/status/")) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, Integer.parseInt(path.substring(8)), "the body\n");
        } else if (path.equals("/redirect")) {
            redirect(exchange, "/ok");
        } else if (path.equals("/loop")) {
            redirect(exchange, "/loop");
        } else if (path.equals("/to-file")) {
            redirect(exchange, "file:///etc/passwd");
        } else if (path.equals("/short")) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(ByteText.bytes("abc"));
            exchange.getResponseBody().flush();
            exchange.close();
        } else if (path.equals("/flaky") && failures-- > 0) {
            send(exchange, 503, "");
        } else if (current.equals(etag)) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else {
            exchange.getResponseHeaders().add("ETag", current);
            exchange.getResponseHeaders().add("Link", "<https://example.org/fixed>; rel=\"immutable\"");
            send(exchange, 200, content);
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        send(exchange, 302, "");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
        if (!body.isEmpty()) {
            exchange.getResponseBody().write(ByteText.bytes(body));
        }
        exchange.close();
    }

    private Downloader.Builder builder() {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return Downloader.builder(HttpClient.newHttpClient(), dir.resolve("cache"))
                .clock(clock)
                .retries(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(5)))
                .warnings(warnings::add);
    }

    private String get(String path) throws IOException {
        return ByteText.of(
                Files.readAllBytes(builder().build().download(base + path, HOUR).file()));
    }

    @Test
    void downloads() {
        Download download = builder().build().download(base + "/ok", HOUR);
        assertThat(download.size()).isEqualTo(6);
        assertThat(download.sha256()).isEqualTo(HashAlgorithm.SHA256.hash("hello\n"));
        assertThat(download.file()).hasBinaryContent(ByteText.bytes("hello\n"));
        assertThat(download.effectiveUrl()).isEqualTo(base + "/ok");
        assertThat(download.immutableUrl()).isEqualTo("https://example.org/fixed");
        assertThat(download.etag()).isEqualTo("\"" + content.hashCode() + "\"");
    }

    @Test
    void freshCopiesAreNotAskedForAgain() throws IOException {
        assertThat(get("/ok")).isEqualTo(get("/ok"));
        assertThat(asked).containsExactly("/ok");
        now = now.plusSeconds(3599);
        get("/ok");
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(1);
        get("/ok");
        String etag = "\"" + content.hashCode() + "\"";
        assertThat(asked).containsExactly("/ok", "/ok " + etag);
        now = now.plusSeconds(5000);
        content = "changed\n";
        assertThat(get("/ok")).isEqualTo("changed\n");
        assertThat(asked).hasSize(3);
    }

    @Test
    void oldCopiesServeWhenTheServerDoesNot() throws IOException {
        get("/flaky");
        now = now.plusSeconds(5000);
        failures = 10;
        assertThat(get("/flaky")).isEqualTo("hello\n");
        assertThat(warnings).last().asString().endsWith("HTTP error 503; using cached version");
    }

    @Test
    void oldCopiesServeNobodyWhoWantsTheCurrentFile() throws IOException {
        get("/flaky");
        now = now.plusSeconds(5000);
        failures = 10;
        assertThatThrownBy(() -> builder().build().downloadCurrent(base + "/flaky", HOUR, Map.of()))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("HTTP error 503");
        assertThat(warnings).noneMatch(warning -> warning.endsWith("using cached version"));
    }

    @Test
    void redirectsAreNoted() throws IOException {
        Download download = builder().build().download(base + "/redirect", HOUR);
        assertThat(download.effectiveUrl()).isEqualTo(base + "/ok");
        get("/ok");
        assertThat(asked).containsExactly("/redirect", "/ok");
    }

    private void assertFails(String path, String message, int attempts) {
        asked.clear();
        assertThatThrownBy(() -> get(path))
                .isInstanceOf(DownloadException.class)
                .hasMessage("unable to download '" + base + path + "': " + message);
        assertThat(asked).hasSize(attempts);
    }

    @Test
    void failures() {
        assertFails("/status/404", "HTTP error 404\n\nresponse body:\n\nthe body", 1);
        assertFails("/status/403", "HTTP error 403\n\nresponse body:\n\nthe body", 1);
        assertFails("/status/418", "HTTP error 418\n\nresponse body:\n\nthe body", 1);
        assertFails("/status/501", "HTTP error 501\n\nresponse body:\n\nthe body", 1);
        assertFails("/status/503", "HTTP error 503\n\nresponse body:\n\nthe body", 3);
        assertFails("/status/429", "HTTP error 429\n\nresponse body:\n\nthe body", 3);
        assertFails("/short", "HTTP error 200 (curl error: Transferred a partial file)", 3);
        assertFails("/loop", "HTTP error 302 (curl error: Number of redirects hit maximum amount)", 11);
        assertFails("/to-file", "HTTP error 302 (curl error: Unsupported protocol)", 1);
    }

    @Test
    void transientFailuresAreTriedAgain() throws IOException {
        failures = 2;
        assertThat(get("/flaky")).isEqualTo("hello\n");
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0))
                .matches("unable to download '" + base
                        + "/flaky': HTTP error 503; retrying in \\d+ ms \\(attempt 1/3\\)");
    }

    @Test
    void limits() {
        assertThatThrownBy(() -> builder().maxSize(5).build().download(base + "/ok", HOUR))
                .hasMessageEndingWith("the file has more than 5 bytes");
        assertThat(builder().maxSize(6).build().download(base + "/ok", HOUR).size())
                .isEqualTo(6);
    }

    @Test
    void nobodyThere() {
        server.stop(0);
        assertThatThrownBy(() -> get("/ok"))
                .hasMessageMatching(
                        "unable to download '" + base + "/ok': Could not connect to server \\(7\\) Failed to"
                                + " connect to 127.0.0.1:\\d+ after \\d+ ms: Could not connect to server");
        assertThat(warnings).hasSize(2);
    }

    @Test
    void brokenNotesCountAsAbsent() throws IOException {
        get("/ok");
        try (var notes = Files.list(dir.resolve("cache/url"))) {
            Files.writeString(notes.findFirst().orElseThrow(), "{\"url\":");
        }
        assertThat(get("/ok")).isEqualTo("hello\n");
        assertThat(asked).hasSize(2);
    }

    @Test
    void activities() {
        List<String> told = new ArrayList<>();
        ActivityListener listener = (kind, subject) -> {
            told.add(kind.describe(subject.replace(base, "")));
            return new Activity() {
                @Override
                public void progress(long done, long expected) {
                    told.add(done + " of " + expected);
                }

                @Override
                public void close() {
                    told.add("end");
                }
            };
        };
        Downloader downloader = builder()
                .activities(listener)
                .retries(new RetryPolicy(2, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .build();
        downloader.download(base + "/ok", HOUR);
        downloader.download(base + "/ok", HOUR);
        failures = 1;
        downloader.download(base + "/flaky", HOUR);
        downloader.post(base + "/ok", Map.of(), new byte[] {1});
        assertThatThrownBy(() -> downloader.download(base + "/status/404", HOUR))
                .isInstanceOf(DownloadException.class);
        String secret = base.replace("://", "://user:password@");
        downloader.download(secret + "/redirect", HOUR);
        assertThat(told)
                .containsExactly(
                        "downloading '/ok'",
                        "6 of 6",
                        "end",
                        "downloading '/flaky'",
                        "6 of 6",
                        "end",
                        "uploading '/ok'",
                        "end",
                        "downloading '/status/404'",
                        "end",
                        "downloading '" + base.replace("://", "://user:***@") + "/redirect'",
                        "6 of 6",
                        "end");
    }

    @Test
    void otherSchemes() throws IOException {
        Path file = Files.writeString(dir.resolve("a b%"), "local");
        Downloader downloader = builder().build();
        Download download = downloader.download("file://" + dir + "/a%20b%25", HOUR);
        assertThat(download.file()).isEqualTo(file);
        assertThat(download.sha256()).isEqualTo(HashAlgorithm.SHA256.hash("local"));
        assertThatThrownBy(() -> downloader.download("file:///nonex", HOUR))
                .hasMessage(
                        "unable to download 'file:///nonex': Could not read a file:// file (37) Could not open file /nonex");
        assertThatThrownBy(() -> downloader.download("foo", HOUR)).hasMessage("URL 'foo' doesn't have a scheme");
        assertThatThrownBy(() -> downloader.download("foo://x/y", HOUR))
                .hasMessage("unable to download 'foo://x/y': Unsupported protocol (1) Protocol \"foo\" not supported");
    }

    @Test
    void oddUrls() throws IOException {
        assertThat(get("/a{c}|\u00c3\u00a9[1]?x=%zz")).isEqualTo("hello\n");
        assertThat(asked).containsExactly("/a%7Bc%7D%7C%C3%A9%5B1%5D");
        assertThatThrownBy(() -> get("/a b"))
                .hasMessage(
                        "unable to download '" + base
                                + "/a b': URL using bad/illegal format or missing URL (3) URL rejected: Malformed input to a URL function");
    }

    @Test
    void anInterruptEndsADownload() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> get("/ok")).hasMessage("download of '" + base + "/ok' was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void tarballs() throws IOException {
        Path archive = dir.resolve("t.tar");
        try (var out =
                new org.apache.commons.compress.archivers.tar.TarArchiveOutputStream(Files.newOutputStream(archive))) {
            var entry = new org.apache.commons.compress.archivers.tar.TarArchiveEntry("top/a");
            entry.setSize(1);
            entry.setModTime(5000);
            out.putArchiveEntry(entry);
            out.write('A');
            out.closeArchiveEntry();
        }
        content = ByteText.of(Files.readAllBytes(archive));
        TarballFetcher fetcher =
                new TarballFetcher(builder().build(), dir.resolve("trees"), new ArchiveUnpacker(1 << 20));
        for (String url : List.of(base + "/t.tar", "file://" + archive, base + "/t.tar")) {
            TarballFetcher.Tarball tarball = fetcher.fetch(url, HOUR);
            assertThat(tarball.narHash().hash().sri()).isEqualTo("sha256-TLOjjd9gmup6f9nvhrUBGZko7pCDxVZbESxoHuyJe7c=");
            assertThat(tarball.lastModified()).isEqualTo(5);
            assertThat(tarball.tree().list(TreePath.ROOT)).containsExactly("a");
        }
        assertThat(asked).containsExactly("/t.tar");
        try (var kept = Files.list(dir.resolve("trees"))) {
            assertThat(kept.filter(Files::isRegularFile)).hasSize(2);
        }
        assertThatThrownBy(() -> fetcher.fetch("file:///nonex", HOUR)).hasMessage("tarball \"/nonex\" does not exist.");
        assertThatThrownBy(() -> fetcher.fetch("file://" + dir, HOUR))
                .hasMessage("tarball \"" + dir + "\" is a directory, not a file.");
    }
}
