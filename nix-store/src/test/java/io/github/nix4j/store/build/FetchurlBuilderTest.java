package io.github.nix4j.store.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationHasher;
import io.github.nix4j.store.derivation.DerivationOutput;
import io.github.nix4j.store.derivation.OutputPaths;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds that download, with what an embedder gives them for it. */
class FetchurlBuilderTest {
    private static final byte[] CONTENT = "content\n".getBytes(StandardCharsets.US_ASCII);
    private static final BuildOptions OPTIONS = BuildOptions.forSystem("test-system");

    @TempDir
    Path temporary;

    private LocalStore store;
    private HttpServer server;
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch hanging = new CountDownLatch(1);

    @BeforeEach
    void start() throws IOException {
        store = (LocalStore) Stores.open("local?fsync-store-paths=false&store=" + temporary.resolve("store") + "&state="
                + temporary.resolve("state"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            if (path.equals("/hangs")) {
                hanging.countDown();
                return;
            }
            boolean found = path.equals("/file") || path.startsWith("/good/");
            exchange.sendResponseHeaders(found ? 200 : 404, found ? CONTENT.length : -1);
            if (found) {
                exchange.getResponseBody().write(CONTENT);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        store.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private StorePath derivation(String url) {
        ContentAddress address = new ContentAddress(ContentAddressMethod.FLAT, HashAlgorithm.SHA256.hash(CONTENT));
        Derivation plain = new Derivation(
                "file",
                new TreeMap<>(Map.of("out", new DerivationOutput.CAFixed(address))),
                new TreeMap<>(),
                new TreeSet<>(),
                "builtin",
                "builtin:fetchurl",
                List.of(),
                new TreeMap<>(Map.of("url", url, "out", "")),
                null);
        DerivationHasher hasher = new DerivationHasher(store.storeDir(), store::readDerivation);
        return store.addDerivation(new OutputPaths(store.storeDir(), hasher).fillIn(plain));
    }

    private void build(BuildOptions options, BuildDownloads downloads, StorePath derivation) {
        LocalBuilder.of(store, options, BuildListener.NONE)
                .withDownloads(downloads)
                .build(List.of(new BuildTarget(derivation, new TreeSet<>(Set.of("out")))));
    }

    private static BuildDownloads downloads(String... mirrors) {
        HttpClient client = HttpClient.newHttpClient();
        return new BuildDownloads(folder -> Downloader.builder(client, folder).build(), List.of(mirrors));
    }

    private Path output(StorePath derivation) {
        StorePath path = store.readDerivation(derivation).outputPath(store.storeDir(), "out");
        assertThat(path).isNotNull();
        return Path.of(store.storeDir().print(path));
    }

    @Test
    void mirrorsAreAskedByHashBeforeTheUrl() {
        StorePath derivation = derivation(url("/absent"));
        build(OPTIONS, downloads(url("/bad"), url("/good/")), derivation);
        String name = "sha256/" + HashAlgorithm.SHA256.hash(CONTENT).base16();
        assertThat(asked).containsExactly("/bad/" + name, "/good/" + name);
        assertThat(output(derivation)).hasBinaryContent(CONTENT);
        assertThat(temporary.resolve("state/nix4j/builds")).isDirectoryNotContaining("glob:**/nix-*");
    }

    @Test
    void theUrlIsAskedWhereNoMirrorHasIt() {
        StorePath derivation = derivation(url("/file"));
        build(OPTIONS, downloads(url("/bad")), derivation);
        assertThat(asked).hasSize(2).last().isEqualTo("/file");
        assertThat(output(derivation)).hasBinaryContent(CONTENT);
    }

    @Test
    void nothingIsDownloadedUnlessTheMeansAreGiven() {
        assertThatThrownBy(() -> build(OPTIONS, BuildDownloads.NONE, derivation(url("/file"))))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("may not download")
                .hasMessageContaining("withDownloads");
        assertThat(asked).isEmpty();
    }

    @Test
    @Timeout(60)
    void aDownloadThatTakesTooLongEnds() {
        StorePath derivation = derivation(url("/hangs"));
        BuildOptions hasty = new BuildOptions(
                OPTIONS.systems(),
                OPTIONS.system(),
                OPTIONS.features(),
                0,
                Duration.ofSeconds(1),
                Duration.ZERO,
                0,
                false,
                false,
                Map.of(),
                null);
        assertThatThrownBy(() -> build(hasty, downloads(), derivation))
                .isInstanceOf(BuildException.class)
                .hasMessage("timed out after 1 seconds");
        assertThat(output(derivation)).doesNotExist();
    }

    @Test
    @Timeout(60)
    void anInterruptEndsIt() throws InterruptedException {
        StorePath derivation = derivation(url("/hangs"));
        Thread here = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                hanging.await();
                here.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        interrupter.start();
        assertThatThrownBy(() -> build(OPTIONS, downloads(), derivation))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.isInterruption()).isTrue());
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
        assertThat(output(derivation)).doesNotExist();
    }
}
