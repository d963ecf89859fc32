package io.github.nix4j.flake.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of large files. In its answers {@code OID}, {@code SIZE} and {@code URL} stand for what was asked and for itself. */
public final class LfsHttpServer implements Closeable {
    /** What a server says that has the file. */
    public static final String GOOD =
            "{\"objects\":[{\"oid\":\"OID\",\"size\":SIZE,\"actions\":{\"download\":{\"href\":\"URL/OID\"}}}]}";

    private static final Pattern QUESTION = Pattern.compile("\"oid\":\"([^\"]*)\",\"size\":([0-9]+)");

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private volatile String answer = GOOD;
    private volatile int status = 200;

    public LfsHttpServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void put(String oid, byte[] content) {
        files.put(oid, content);
    }

    /** What it answers to questions from now on. */
    public void setAnswer(int withStatus, String text) {
        status = withStatus;
        answer = text;
    }

    /** Methods, paths and credentials of the requests since the last call. */
    public List<String> takeAsked() {
        synchronized (asked) {
            List<String> taken = List.copyOf(asked);
            asked.clear();
            return taken;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String credentials = exchange.getRequestHeaders().getFirst("Authorization");
        synchronized (asked) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                    + (credentials == null ? "" : " " + credentials));
        }
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] body;
        int code;
        if (exchange.getRequestMethod().equals("POST")) {
            Matcher matcher = QUESTION.matcher(question);
            body = (matcher.find()
                            ? answer.replace("OID", matcher.group(1)).replace("SIZE", matcher.group(2))
                            : "no question: " + question)
                    .replace("URL", url())
                    .getBytes(StandardCharsets.UTF_8);
            code = status;
        } else {
            byte[] file = files.get(exchange.getRequestURI().getPath().substring(1));
            body = file == null ? "no such object".getBytes(StandardCharsets.UTF_8) : file;
            code = file == null ? 404 : 200;
        }
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
