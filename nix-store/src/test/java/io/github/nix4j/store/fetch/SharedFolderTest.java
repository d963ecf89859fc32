package io.github.nix4j.store.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several downloaders with one folder, as several loaders of a program have them. */
class SharedFolderTest {
    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = ("answer " + requests.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
            asked.countDown();
            if (exchange.getRequestURI().getPath().equals("/gate")) {
                gate.await();
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String get(String path, Duration timeToLive) throws IOException {
        Downloader downloader =
                Downloader.builder(HttpClient.newHttpClient(), folder).build();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return Files.readString(downloader.download(url, timeToLive).file());
    }

    private record Waiter(Thread thread, FutureTask<String> task) {}

    /** A thread that waits for what another one has asked for, and would ask again however new that is. */
    private Waiter waiter() throws InterruptedException {
        asked.await();
        FutureTask<String> task = new FutureTask<>(() -> get("/gate", Duration.ZERO));
        Thread thread = new Thread(task);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return new Waiter(thread, task);
    }

    @Test
    void oneAsksForAll() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> get("/x", Duration.ofHours(1))));
            }
            for (Future<String> each : all) {
                assertThat(each.get()).isEqualTo("answer 1");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void whatComesMeanwhileIsNewEnough() throws Exception {
        FutureTask<String> first = new FutureTask<>(() -> get("/gate", Duration.ZERO));
        new Thread(first).start();
        Waiter second = waiter();
        gate.countDown();
        assertThat(first.get()).isEqualTo("answer 1");
        assertThat(second.task().get()).isEqualTo("answer 1");
        assertThat(get("/gate", Duration.ZERO)).isEqualTo("answer 2");
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        FutureTask<String> first = new FutureTask<>(() -> get("/gate", Duration.ZERO));
        new Thread(first).start();
        Waiter second = waiter();
        second.thread().interrupt();
        assertThatThrownBy(second.task()::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(DownloadException.class)
                .hasMessageEndingWith("/gate' was interrupted");
        gate.countDown();
        assertThat(first.get()).isEqualTo("answer 1");
    }

    @Test
    void whatWasLeftADayAgoIsRemoved() throws Exception {
        Path old = Files.createFile(folder.resolve("tmp-old"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Path fresh = Files.createFile(folder.resolve("tmp-fresh"));
        get("/x", Duration.ZERO);
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        Path locks = folder.resolve("locks");
        try (var files = Files.list(locks)) {
            assertThat(files).hasSize(1);
        }
    }
}
