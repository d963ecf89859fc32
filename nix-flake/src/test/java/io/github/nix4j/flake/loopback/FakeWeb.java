package io.github.nix4j.flake.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * All of the web on one port of this machine: an HTTPS server for many hosts, and a proxy that leads there. Answers are set
 * by URL without {@code https://}; what has none is not found.
 */
public final class FakeWeb implements Closeable {
    /** What a server says. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public static Answer text(String body) {
            return new Answer(200, Map.of(), body.getBytes(StandardCharsets.ISO_8859_1));
        }

        public static Answer bytes(byte[] body) {
            return new Answer(200, Map.of(), body);
        }

        public static Answer status(int status, String body) {
            return new Answer(status, Map.of(), body.getBytes(StandardCharsets.ISO_8859_1));
        }

        public Answer with(String header, String value) {
            Map<String, String> more = new java.util.TreeMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body);
        }
    }

    private final Certificate certificate;
    private final HttpsServer server;
    private final TunnelProxy proxy;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();

    /** Starts serving {@code hosts}; the certificate's files are in {@code directory}. */
    public FakeWeb(Path directory, List<String> hosts)
            throws IOException, InterruptedException, GeneralSecurityException {
        certificate = Certificate.make(directory, hosts);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        proxy = new TunnelProxy(server.getAddress().getPort());
    }

    public void set(String url, Answer answer) {
        answers.put(url, answer);
    }

    /** What was asked since the last call: URL and credentials. */
    public List<String> takeAsked() {
        synchronized (asked) {
            List<String> taken = List.copyOf(asked);
            asked.clear();
            return taken;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host");
        String url = host + exchange.getRequestURI();
        synchronized (asked) {
            StringBuilder line = new StringBuilder(url);
            for (String header : List.of("Authorization", "Private-token", "If-None-Match")) {
                String value = exchange.getRequestHeaders().getFirst(header);
                line.append(value == null ? "" : " " + header + "=" + value);
            }
            asked.add(line.toString());
        }
        Answer answer = answers.getOrDefault(url, Answer.status(404, "no such page"));
        String etag = answer.headers().get("ETag");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (etag != null && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    /** A client that sees this web and nothing else. */
    public HttpClient client() throws GeneralSecurityException {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                .sslContext(certificate.context())
                .build();
    }

    /** Variables by which programs see this web. */
    public Map<String, String> environment() {
        return Map.of(
                "https_proxy",
                "http://127.0.0.1:" + proxy.port(),
                "NIX_SSL_CERT_FILE",
                certificate.pem().toString());
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
