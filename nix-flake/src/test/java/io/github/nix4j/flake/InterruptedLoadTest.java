package io.github.nix4j.flake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.fetch.Downloader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt is told as what it is, whatever the thread was waiting for, and does no harm to who comes next. */
class InterruptedLoadTest {
    @TempDir
    Path directory;

    private record Ended(NixException error, boolean interrupted) {}

    /** Runs {@code work} on a thread that is interrupted after so long; at once for 0. */
    private static Ended interrupted(long millis, Runnable work) throws InterruptedException {
        AtomicReference<Ended> ended = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            if (millis == 0) {
                Thread.currentThread().interrupt();
            }
            try {
                work.run();
            } catch (NixException e) {
                ended.set(new Ended(e, Thread.interrupted()));
            }
        });
        thread.start();
        if (millis > 0) {
            thread.join(millis);
            thread.interrupt();
        }
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        return ended.get();
    }

    private static void isInterruption(Ended ended) {
        assertThat(ended).isNotNull();
        assertThat(ended.error()).isInstanceOf(NixLimitException.class).hasMessage("interrupted by the user");
        assertThat(ended.interrupted()).isTrue();
    }

    private FlakeLoader.Builder loader() throws IOException {
        Files.createDirectories(directory.resolve("local"));
        Files.writeString(directory.resolve("local/flake.nix"), "{ outputs = _: { }; }");
        return FlakeLoader.builder(directory);
    }

    @Test
    void whileAServerSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Downloader downloader = Downloader.builder(HttpClient.newHttpClient(), directory.resolve("downloads"))
                    .build();
            UrlFetcher downloads =
                    UrlFetcher.cachedIn(directory, Duration.ofHours(1), downloader, ActivityListener.NONE);
            FlakeLoader loader = loader().settings(FetchSettings.in(directory, warning -> {})
                            .withRemotes(downloads, directory.resolve("git"), Duration.ofHours(1)))
                    .build();
            String address = "http://127.0.0.1:" + silent.getLocalPort();
            for (String reference : List.of(address + "/a.tar.gz", "file+" + address + "/b", "git+" + address + "/c")) {
                for (long millis : List.of(0L, 300L)) {
                    isInterruption(interrupted(millis, () -> loader.load(reference)));
                    isInterruption(interrupted(
                            millis, () -> loader.plan(loader.references().parse(reference), LockMode.DEFAULT)));
                }
            }
            assertThat(loader.load(directory.resolve("local"))).isNotNull();
        }
    }

    @Test
    void beforeARepositoryIsOpened() throws Exception {
        FlakeLoader loader = loader().build();
        try (Git git =
                Git.init().setDirectory(directory.resolve("local").toFile()).call()) {
            git.add().addFilepattern("flake.nix").call();
        }
        isInterruption(interrupted(0, () -> loader.load(directory.resolve("local"))));
        isInterruption(interrupted(0, () -> loader.load("./local")));
        assertThat(loader.load("./local")).isNotNull();
    }
}
