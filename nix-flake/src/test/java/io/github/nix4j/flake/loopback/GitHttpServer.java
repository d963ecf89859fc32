package io.github.nix4j.flake.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Serves repositories over HTTP by Git's own server program. */
public final class GitHttpServer implements Closeable {
    private final Path repositories;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean broken;

    /** Serves what is below {@code repositories}. */
    public GitHttpServer(Path repositories) throws IOException {
        this.repositories = repositories;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests came since the last call. */
    public int takeRequests() {
        return requests.getAndSet(0);
    }

    /** Whether every request fails from now on. */
    public void setBroken(boolean how) {
        broken = how;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        if (broken) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        InputStream request = exchange.getRequestBody();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            request = new GZIPInputStream(request);
        }
        byte[] body = request.readAllBytes();
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", repositories.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        String query = exchange.getRequestURI().getRawQuery();
        environment.put("QUERY_STRING", query == null ? "" : query);
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("CONTENT_LENGTH", String.valueOf(body.length));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        environment.put("CONTENT_TYPE", type == null ? "" : type);
        String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
        environment.put("GIT_PROTOCOL", protocol == null ? "" : protocol);
        // Repositories of tests may belong to another user than the one who runs them.
        environment.put("GIT_CONFIG_COUNT", "2");
        environment.put("GIT_CONFIG_KEY_0", "safe.directory");
        environment.put("GIT_CONFIG_VALUE_0", "*");
        environment.put("GIT_CONFIG_KEY_1", "uploadpack.allowAnySHA1InWant");
        environment.put("GIT_CONFIG_VALUE_1", "true");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        threads.execute(() -> write(process, body));
        byte[] said = process.getInputStream().readAllBytes();
        reply(exchange, said);
    }

    private static void write(Process process, byte[] body) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(body);
        } catch (IOException e) {
            // The program did not want to read it all.
            return;
        }
    }

    private static void reply(HttpExchange exchange, byte[] said) throws IOException {
        String text = new String(said, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        int status = 200;
        for (String line : text.substring(0, Math.max(end, 0)).split("\r\n")) {
            int colon = line.indexOf(": ");
            if (line.startsWith("Status: ")) {
                status = Integer.parseInt(line.substring(8, 11));
            } else if (colon > 0) {
                exchange.getResponseHeaders().set(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        int start = Math.max(end + 4, 0);
        exchange.sendResponseHeaders(status, said.length == start ? -1 : said.length - start);
        new ByteArrayInputStream(said, start, said.length - start).transferTo(exchange.getResponseBody());
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
