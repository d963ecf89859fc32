package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.UrlFetcher;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluations that wait for a server that says nothing end when their time is over, and their evaluator goes on. */
@Timeout(60)
class LimitsOfFetchesTest {
    @TempDir
    Path folder;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final List<Socket> connections = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean answering;
    private ServerSocket server;
    private NixEvaluator nix;

    @BeforeEach
    void listen() throws Exception {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(this::serve);
        serving.setDaemon(true);
        serving.start();
        nix = NixEvaluator.builder()
                .settings(EvalSettings.DEFAULTS)
                .io(EvalIo.local().withFetcher(UrlFetcher.cachedIn(folder.resolve("cache"), Duration.ofHours(1))))
                .build();
    }

    private void serve() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                asked.countDown();
                if (answering) {
                    OutputStream out = connection.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"
                            .getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The test is over.
            assertThat(server.isClosed()).isTrue();
        }
    }

    @AfterEach
    void close() throws Exception {
        nix.close();
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private String url() {
        return "\"http://127.0.0.1:" + server.getLocalPort() + "/x\"";
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetchurl", "fetchTarball"})
    void timeIsOver(String builtin) {
        String expression = "builtins." + builtin + " " + url();
        assertThatThrownBy(() -> nix.evaluate(expression, EvalOptions.UNLIMITED.withTimeout(Duration.ofMillis(400))))
                .isInstanceOf(NixLimitException.class)
                .hasMessageContaining("exceeded its deadline");
        answering = true;
        assertThat(nix.evaluate("builtins.readFile (builtins.fetchurl " + url() + ")")
                        .asString())
                .isEqualTo("hi");
    }

    @Test
    void itIsCancelled() throws Exception {
        Cancellation token = new Cancellation();
        Thread cancelling = new Thread(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            token.cancel();
        });
        cancelling.start();
        assertThatThrownBy(
                        () -> nix.evaluate("builtins.fetchurl " + url(), EvalOptions.UNLIMITED.withCancellation(token)))
                .isInstanceOf(NixLimitException.class)
                .hasMessageContaining("was cancelled");
        cancelling.join();
        assertThat(nix.evaluate("1 + 1").asLong()).isEqualTo(2);
    }

    @Test
    void inTimeNothingEnds() {
        answering = true;
        EvalOptions limits = EvalOptions.UNLIMITED.withTimeout(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            assertThat(nix.evaluate("builtins.readFile (builtins.fetchurl " + url() + ")", limits)
                            .asString())
                    .isEqualTo("hi");
        }
    }
}
