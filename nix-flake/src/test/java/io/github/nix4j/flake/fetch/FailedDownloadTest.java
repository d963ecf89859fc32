package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.fetch.DownloadException;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.fetch.RetryPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program learns of an input that could not be downloaded. */
class FailedDownloadTest {
    @TempDir
    Path directory;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("Retry-After", "17");
            exchange.sendResponseHeaders(Integer.parseInt(path.replaceAll("\\D", "")), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private DownloadException failure(int status) throws IOException {
        Path flake = Files.createDirectories(directory.resolve("flake" + status));
        Files.writeString(
                flake.resolve("flake.nix"),
                "{ inputs.a.url = \"http://127.0.0.1:%d/%d.tar.gz\"; outputs = _: { }; }"
                        .formatted(server.getAddress().getPort(), status));
        RetryPolicy once = new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
        Downloader downloader = Downloader.builder(HttpClient.newHttpClient(), directory.resolve("downloads"))
                .retries(once)
                .build();
        FlakeLoader loader = FlakeLoader.builder(flake)
                .settings(FetchSettings.in(flake, warning -> {})
                        .withRemotes(
                                UrlFetcher.cachedIn(directory, Duration.ZERO, downloader, ActivityListener.NONE),
                                directory.resolve("git"),
                                Duration.ZERO))
                .build();
        Throwable error = catchThrowable(() -> loader.load(flake));
        assertThat(error).isInstanceOf(FlakeException.class);
        DownloadException cause = DownloadException.causeOf(error);
        assertThat(cause).isNotNull();
        return cause;
    }

    @Test
    void theCauseTellsWhetherToTryAgain() throws IOException {
        assertThat(failure(404).kind()).isEqualTo(DownloadException.Kind.NOT_FOUND);
        assertThat(failure(404).mayWorkLater()).isFalse();
        assertThat(failure(503).mayWorkLater()).isTrue();
        assertThat(failure(429).kind()).isEqualTo(DownloadException.Kind.RATE_LIMITED);
        assertThat(failure(429).retryAfter()).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void otherErrorsHaveNoSuchCause() {
        assertThat(DownloadException.causeOf(new FlakeException("x"))).isNull();
    }
}
