package io.github.nix4j.flake.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.activity.ActivityKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Inputs from elsewhere come side by side; the lock file, what is told and the errors are those of one after the other. */
@Timeout(120)
class ConcurrentDownloadsTest {
    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private CountDownLatch gate = new CountDownLatch(0);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            gate.countDown();
            try {
                gate.await(30, TimeUnit.SECONDS);
                byte[] body = path.contains("missing") ? new byte[0] : archive(path);
                exchange.sendResponseHeaders(path.contains("missing") ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static byte[] archive(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] text = ("{ outputs = _: { name = \"" + name + "\"; }; }").getBytes(StandardCharsets.US_ASCII);
            TarArchiveEntry entry = new TarArchiveEntry("source/flake.nix");
            entry.setSize(text.length);
            entry.setModTime(1_000_000_000_000L);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private LockPlan plan(String cache, String... names) throws IOException {
        StringBuilder inputs = new StringBuilder();
        for (String name : names) {
            inputs.append("  inputs.")
                    .append(name)
                    .append(".url = \"http://127.0.0.1:")
                    .append(server.getAddress().getPort())
                    .append("/")
                    .append(name)
                    .append(".tar\";\n");
        }
        Path flake = Files.createDirectories(directory.resolve("flake"));
        Files.writeString(flake.resolve("flake.nix"), "{\n" + inputs + "  outputs = inputs: { };\n}\n");
        FetchSettings settings = FetchSettings.in(flake, told::add)
                .withRemotes(
                        UrlFetcher.cachedIn(directory.resolve(cache), Duration.ofHours(1)),
                        directory.resolve("clones"),
                        Duration.ofHours(1))
                .withActivities((kind, subject) -> {
                    String what = kind == ActivityKind.INPUT ? subject.replaceAll(".*/", "") : kind.name();
                    told.add(what);
                    return () -> told.add("end of " + what);
                });
        FlakeLoader loader = FlakeLoader.builder(flake).settings(settings).build();
        return loader.plan(loader.references().parse("path:" + flake), LockMode.DEFAULT);
    }

    @Test
    void theyComeAtOnce() throws Exception {
        // Each answer waits for the other questions.
        gate = new CountDownLatch(4);
        LockPlan plan = plan("together", "a", "b", "c", "d");
        assertThat(asked).containsExactlyInAnyOrder("/a.tar", "/b.tar", "/c.tar", "/d.tar");
        assertThat(told)
                .containsExactly(
                        "flake",
                        "end of flake",
                        "a.tar",
                        "end of a.tar",
                        "b.tar",
                        "end of b.tar",
                        "c.tar",
                        "end of c.tar",
                        "d.tar",
                        "end of d.tar");
        // An input by itself has nothing to come beside.
        gate = new CountDownLatch(0);
        for (String name : List.of("a", "b", "c", "d")) {
            LockPlan alone = plan("alone", name);
            assertThat(locked(plan, name)).isEqualTo(locked(alone, name)).contains(name + ".tar", "narHash");
        }
    }

    private static String locked(LockPlan plan, String name) {
        return ((LockEdge.To) plan.after().root().input(name))
                .node()
                .locked()
                .input()
                .attributes()
                .toString();
    }

    @Test
    void theFirstErrorInOrderIsTheError() throws Exception {
        gate = new CountDownLatch(4);
        assertThatThrownBy(() -> plan("errors", "a", "missing1", "missing2", "z"))
                .hasMessageContaining("missing1.tar")
                .hasMessageNotContaining("missing2.tar");
        assertThat(told).contains("end of missing1.tar").doesNotContain("missing2.tar", "z.tar");
    }

    /** What is wrong with a later input is told in its turn only, and with its place. */
    @Test
    void aLaterInputsReferenceWaits() throws Exception {
        Path flake = Files.createDirectories(directory.resolve("wrong"));
        Files.writeString(
                flake.resolve("flake.nix"),
                "{ inputs.missing.url = \"path:/nowhere/at/all\"; inputs.\"z z\" = { }; outputs = _: { }; }");
        FlakeLoader loader = FlakeLoader.builder(flake).build();
        assertThatThrownBy(() -> loader.plan(loader.references().parse("path:" + flake), LockMode.DEFAULT))
                .hasMessageContaining("/nowhere/at/all");
        Files.writeString(flake.resolve("flake.nix"), "{ inputs.\"1z\" = { }; outputs = _: { }; }");
        loader.forget();
        assertThatThrownBy(() -> loader.plan(loader.references().parse("path:" + flake), LockMode.DEFAULT))
                .satisfies(e -> assertThat(
                                ErrorRenderer.plain().withFullTrace(true).renderUnicode((NixException) e))
                        .contains("while updating the flake input '1z'"));
    }
}
