package io.github.nix4j.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

/** Serves a folder over HTTP, without hurry: the repositories in it by Git's own server program, other files as they are. */
final class LoopbackServer implements Closeable {
    private static final int CHUNK = 1 << 15;
    private static final long PAUSE_MILLIS = 2;

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    LoopbackServer(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked for since the last call: paths and queries. */
    List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
            if (Files.isRegularFile(file)) {
                byte[] content = Files.readAllBytes(file);
                exchange.getResponseHeaders()
                        .set("ETag", "\"" + Files.getLastModifiedTime(file).toMillis() + "\"");
                exchange.sendResponseHeaders(200, content.length);
                send(exchange, content, 0);
            } else {
                git(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, byte[] content, int start)
            throws IOException, InterruptedException {
        OutputStream out = exchange.getResponseBody();
        for (int at = start; at < content.length; at += CHUNK) {
            out.write(content, at, Math.min(CHUNK, content.length - at));
            out.flush();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void git(HttpExchange exchange) throws IOException, InterruptedException {
        InputStream request = exchange.getRequestBody();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            request = new GZIPInputStream(request);
        }
        byte[] body = request.readAllBytes();
        // Repositories of tests may belong to another user than the one who runs them.
        ProcessBuilder builder = new ProcessBuilder(
                "git", "-c", "safe.directory=*", "-c", "uploadpack.allowAnySHA1InWant=true", "http-backend");
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", folder.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", orEmpty(exchange.getRequestURI().getRawQuery()));
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("CONTENT_LENGTH", String.valueOf(body.length));
        environment.put("CONTENT_TYPE", orEmpty(exchange.getRequestHeaders().getFirst("Content-Type")));
        environment.put("GIT_PROTOCOL", orEmpty(exchange.getRequestHeaders().getFirst("Git-Protocol")));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Future<?> written = threads.submit(() -> {
            try (OutputStream in = process.getOutputStream()) {
                in.write(body);
            }
            return true;
        });
        byte[] said = process.getInputStream().readAllBytes();
        written.cancel(true);
        reply(exchange, said);
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    private static void reply(HttpExchange exchange, byte[] said) throws IOException, InterruptedException {
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
        send(exchange, said, start);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
