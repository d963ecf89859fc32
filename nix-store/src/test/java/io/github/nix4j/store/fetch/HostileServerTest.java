package io.github.nix4j.store.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.ByteText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that break off, lie, send us elsewhere or say nothing at all. Each connection gets the next scripted answer. */
class HostileServerTest {
    @TempDir
    Path dir;

    private ServerSocket listener;
    private String base;
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Socket> held = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        base = "http://127.0.0.1:" + listener.getLocalPort();
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        for (Socket socket : held) {
            socket.close();
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                String request = readRequest(socket.getInputStream());
                byte[] answer;
                synchronized (answers) {
                    asked.add(request);
                    answer = answers.poll();
                }
                if (answer == null) {
                    held.add(socket);
                    continue;
                }
                socket.getOutputStream().write(answer);
                socket.close();
            } catch (IOException e) {
                // The client gave up, which some tests want.
                continue;
            }
        }
    }

    private static String readRequest(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            text.append((char) c);
        }
        return text.toString();
    }

    private void answer(String head, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("HTTP/1.1 " + head.replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        synchronized (answers) {
            answers.add(out.toByteArray());
        }
    }

    private void answer(String head, String body) {
        answer(head, ByteText.bytes(body));
    }

    private Downloader.Builder builder() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return Downloader.builder(client, dir.resolve("cache"))
                .retries(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(5)))
                .warnings(warnings::add);
    }

    private String get(String url) throws IOException {
        return content(builder().build().download(url, Duration.ZERO));
    }

    private static String content(Download download) throws IOException {
        assertThat(Files.size(download.file())).isEqualTo(download.size());
        return ByteText.of(Files.readAllBytes(download.file()));
    }

    private String header(int request, String name) {
        return asked.get(request)
                .lines()
                .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private List<String> leftovers() throws IOException {
        try (var files = Files.list(dir.resolve("cache"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("tmp"))
                    .toList();
        }
    }

    @Test
    void brokenDownloadsGoOnWhereTheyBrokeOff() throws IOException {
        answer("200 OK\nContent-Length: 10\nAccept-Ranges: bytes\nETag: \"v1\"", "01234");
        answer("206 Partial Content\nContent-Length: 5\nContent-Range: bytes 5-9/10\nETag: \"v1\"", "567");
        answer("206 Partial Content\nContent-Length: 2\nContent-Range: bytes 8-9/10\nETag: \"v1\"", "89");
        Download download = builder().build().download(base + "/f", Duration.ZERO);
        assertThat(content(download)).isEqualTo("0123456789");
        assertThat(download.sha256()).isEqualTo(io.github.nix4j.store.hash.HashAlgorithm.SHA256.hash("0123456789"));
        assertThat(header(1, "Range")).isEqualTo("bytes=5-");
        assertThat(header(1, "If-Range")).isEqualTo("\"v1\"");
        assertThat(header(2, "Range")).isEqualTo("bytes=8-");
        assertThat(warnings.get(0))
                .matches("unable to download '" + base + "/f': HTTP error 200 \\(curl error: Transferred a partial"
                        + " file\\); retrying from offset 5 in \\d+ ms \\(attempt 1/3\\)");
    }

    @Test
    void whatChangedMeanwhileIsTakenWhole() throws IOException {
        answer("200 OK\nContent-Length: 10\nAccept-Ranges: bytes\nETag: \"v1\"", "01234");
        answer("200 OK\nContent-Length: 3\nETag: \"v2\"", "new");
        assertThat(get(base + "/f")).isEqualTo("new");
    }

    @Test
    void aWrongRangeIsNotGluedOn() throws IOException {
        answer("200 OK\nContent-Length: 10\nAccept-Ranges: bytes\nETag: \"v1\"", "01234");
        answer("416 Range Not Satisfiable\nContent-Length: 0", "");
        answer("200 OK\nContent-Length: 3", "all");
        assertThat(get(base + "/f")).isEqualTo("all");
        assertThat(header(2, "Range")).isEmpty();
    }

    @Test
    void withoutValidatorTheDownloadStartsAnew() throws IOException {
        answer("200 OK\nContent-Length: 10\nAccept-Ranges: bytes", "01234");
        answer("200 OK\nContent-Length: 10\nAccept-Ranges: bytes", "0123456789");
        assertThat(get(base + "/f")).isEqualTo("0123456789");
        assertThat(header(1, "Range")).isEmpty();
    }

    @Test
    void encodedContentIsDecoded() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(ByteText.bytes("plain text"));
        }
        answer("200 OK\nContent-Encoding: gzip\nContent-Length: " + zipped.size(), zipped.toByteArray());
        assertThat(get(base + "/f")).isEqualTo("plain text");
        answer("200 OK\nContent-Encoding: gzip\nContent-Length: 0", "");
        assertThat(get(base + "/empty")).isEmpty();
        byte[] whole = zipped.toByteArray();
        byte[] raw = java.util.Arrays.copyOfRange(whole, 10, whole.length - 8);
        answer("200 OK\nContent-Encoding: deflate\nContent-Length: " + raw.length, raw);
        assertThat(get(base + "/raw")).isEqualTo("plain text");
        answer("200 OK\nContent-Encoding: none\nContent-Length: 4", "junk");
        assertThat(get(base + "/none")).isEqualTo("junk");
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 5);
        answer("200 OK\nContent-Encoding: gzip\nContent-Length: " + cut.length, cut);
        answer("200 OK\nContent-Encoding: gzip\nContent-Length: 4", "junk");
        answer("200 OK\nContent-Encoding: xz\nContent-Length: 4", "junk");
        for (String name : List.of("/cut", "/junk", "/xz")) {
            assertThatThrownBy(() -> get(base + name))
                    .hasMessage("unable to download '" + base + name
                            + "': HTTP error 200 (curl error: Unrecognized or bad HTTP Content or Transfer-Encoding)");
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void deadConnectionsAreGivenUp() throws IOException {
        Downloader downloader = builder()
                .stallTimeout(Duration.ofMillis(300))
                .retries(RetryPolicy.never())
                .build();
        assertThatThrownBy(() -> downloader.download(base + "/f", Duration.ZERO))
                .hasMessageStartingWith("unable to download '" + base + "/f': Timeout was reached (28)");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void closedConnectionsAreTriedAgain() throws IOException {
        synchronized (answers) {
            answers.add(new byte[0]);
        }
        answer("200 OK\nContent-Length: 2", "ok");
        assertThat(get(base + "/f")).isEqualTo("ok");
    }

    @Test
    void secretsStayWithTheirServer() throws IOException {
        answer("302 Found\nLocation: http://localhost:" + listener.getLocalPort() + "/g\nContent-Length: 0", "");
        answer("200 OK\nContent-Length: 2", "ok");
        Map<String, String> secret = Map.of("Authorization", "token t", "Private-token", "u");
        builder().build().download(base + "/f", Duration.ZERO, secret);
        assertThat(header(0, "Authorization")).isEqualTo("token t");
        assertThat(header(0, "Private-token")).isEqualTo("u");
        assertThat(header(1, "Host")).startsWith("localhost");
        assertThat(header(1, "Authorization")).isEmpty();
        assertThat(header(1, "Private-token")).isEmpty();
    }

    @Test
    void netrcKnowsWhoWeAre() throws IOException {
        Netrc netrc = Netrc.parse("# people\nmachine other login x password y\n"
                + "machine 127.0.0.1\n  login me\n  password \"a \\\"b\\\"\"\n");
        answer("200 OK\nContent-Length: 2", "ok");
        builder().netrc(netrc).build().download(base + "/f", Duration.ZERO);
        assertThat(header(0, "Authorization")).isEqualTo("Basic bWU6YSAiYiI=");
        answer("200 OK\nContent-Length: 2", "ok");
        builder().netrc(netrc).build().download(base + "/f", Duration.ZERO, Map.of("Authorization", "own"));
        assertThat(header(1, "Authorization")).isEqualTo("own");
        assertThat(netrc.toString()).doesNotContain("me").isEqualTo("netrc for [other, 127.0.0.1]");
    }

    @Test
    void netrcIsReadInItsOrder() throws IOException {
        Netrc first = Netrc.parse("default login any password p\nmachine 127.0.0.1 login me password q\n");
        answer("200 OK\nContent-Length: 2", "ok");
        builder().netrc(first).build().download(base + "/f", Duration.ZERO);
        assertThat(header(0, "Authorization")).isEqualTo("Basic YW55OnA=");
        Netrc two = Netrc.parse("machine 127.0.0.1 login a password p\nmachine 127.0.0.1 login me password q\n");
        answer("200 OK\nContent-Length: 2", "ok");
        builder().netrc(two).build().download(base.replace("//", "//me@") + "/f", Duration.ZERO);
        assertThat(header(1, "Authorization")).isEqualTo("Basic bWU6cQ==");
        assertThat(header(1, "Accept")).isEqualTo("*/*");
    }

    @Test
    void fewStatusesAreSuccess() throws IOException {
        for (int status : new int[] {200, 201, 206}) {
            answer(status + " Said\nContent-Length: 2", "ok");
            assertThat(get(base + "/f" + status)).isEqualTo("ok");
        }
        for (int status : new int[] {202, 203, 226}) {
            answer(status + " Said\nContent-Length: 2", "ok");
            Downloader once = builder().retries(RetryPolicy.never()).build();
            assertThatThrownBy(() -> once.download(base + "/f" + status, Duration.ZERO))
                    .hasMessage("unable to download '" + base + "/f" + status + "': HTTP error " + status
                            + "\n\nresponse body:\n\nok");
        }
    }

    @Test
    void passwordsInUrlsAreUsedAndNotShown() throws IOException {
        String url = base.replace("//", "//me:s%40cret@") + "/f";
        answer("403 Forbidden\nContent-Length: 0", "");
        assertThatThrownBy(() -> get(url))
                .hasMessage("unable to download '" + base.replace("//", "//me:***@") + "/f': HTTP error 403");
        assertThat(header(0, "Authorization")).isEqualTo("Basic bWU6c0BjcmV0");
        assertThat(asked.get(0)).startsWith("GET /f HTTP/1.1\r\n").doesNotContain("s%40cret");
        answer("200 OK\nContent-Length: 2", "ok");
        assertThat(get(url)).isEqualTo("ok");
        try (var notes = Files.list(dir.resolve("cache/url"))) {
            assertThat(notes).allSatisfy(note -> assertThat(note).content().doesNotContain("cret"));
        }
    }

    @Test
    void immutableUrlsMayComeWithTheRedirect() {
        answer("302 Found\nLocation: /g\nLink: <http://h/fixed>; rel=\"immutable\"\nContent-Length: 0", "");
        answer("200 OK\nContent-Length: 2\nLink: <http://h/prev>; rel=\"prev\"", "ok");
        assertThat(builder().build().download(base + "/f", Duration.ZERO).immutableUrl())
                .isEqualTo("http://h/fixed");
    }

    @Test
    void serversSayHowLongToWait() {
        RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(250), Duration.ofSeconds(60), Duration.ofMinutes(10));
        Map<String, List<String>> seconds = Map.of("Retry-After", List.of("7"));
        Map<String, List<String>> date = Map.of(
                "Retry-After",
                List.of("Fri, 31 Dec 1999 23:59:59 GMT"),
                "Date",
                List.of("Fri, 31 Dec 1999 23:59:00 GMT"));
        Map<String, List<String>> odd = Map.of("Retry-After", List.of("soon"));
        assertThat(List.of(seconds, date, odd))
                .extracting(headers -> policy.wait(
                        1,
                        new TransferFailures("download")
                                .refused(
                                        "http://h",
                                        429,
                                        java.net.http.HttpHeaders.of(headers, (a, b) -> true),
                                        dir.resolve("no")),
                        0))
                .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(59), Duration.ofSeconds(60));
    }
}
