package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ProgramFetches;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.UrlFetcher;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deadline ends what an evaluation fetches from a server that accepts connections and says nothing. */
@Timeout(60)
class FetchDeadlineTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtins.fetchGit \"http://127.0.0.1:PORT/r\"",
                "builtins.fetchTree \"git+http://127.0.0.1:PORT/r\"",
                "builtins.fetchTree \"tarball+http://127.0.0.1:PORT/r.tar\"",
                "builtins.getFlake \"git+http://127.0.0.1:PORT/r\"",
            })
    void endsTheFetch(String expression) throws Exception {
        FetchSettings settings = FetchSettings.in(directory, warning -> {})
                .withRemotes(
                        UrlFetcher.cachedIn(directory.resolve("cache"), Duration.ofHours(1)),
                        directory.resolve("clones"),
                        Duration.ofHours(1));
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                FlakeEvaluator flakes = FlakeEvaluator.of(
                        NixEvaluator.builder()
                                .settings(
                                        EvalSettings.DEFAULTS.withExperimentalFeatures(Set.of("flakes", "fetch-tree"))),
                        FlakeLoader.builder(directory).settings(settings),
                        ProgramFetches.ALL)) {
            String there = expression.replace("PORT", String.valueOf(silent.getLocalPort()));
            EvalOptions limits = EvalOptions.UNLIMITED.withTimeout(Duration.ofMillis(500));
            assertThatThrownBy(() -> flakes.evaluator().evaluate(there, limits))
                    .isInstanceOf(NixLimitException.class)
                    .hasMessageContaining("exceeded its deadline");
            assertThat(flakes.evaluator().evaluate("1 + 1").asLong()).isEqualTo(2);
        }
    }
}
