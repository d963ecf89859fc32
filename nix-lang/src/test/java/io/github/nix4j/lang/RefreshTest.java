package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.PositionTable;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.value.NixInt;
import io.github.nix4j.lang.value.NixValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An evaluator that lives long while the world changes. */
@Timeout(120)
class RefreshTest {
    @TempDir
    Path directory;

    private NixEvaluator.Builder builder() {
        return NixEvaluator.builder().io(EvalIo.local());
    }

    @Test
    void aRunningCallKeepsItsWorld() throws Exception {
        Path file = Files.writeString(directory.resolve("v.nix"), "1");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        try (NixEvaluator nix = builder()
                .function("pause", x -> {
                    inside.countDown();
                    await(changed);
                    return x;
                })
                .build()) {
            String program = "let f = " + file + "; in import f + builtins.pause 0 + import f";
            CompletableFuture<Long> running =
                    CompletableFuture.supplyAsync(() -> nix.evaluate(program).asLong());
            await(inside);
            Files.writeString(file, "100");
            CompletableFuture<Void> refreshed = CompletableFuture.runAsync(nix::refresh);
            Thread.sleep(50);
            assertThat(refreshed).isNotDone();
            changed.countDown();
            assertThat(running.get(60, TimeUnit.SECONDS)).isEqualTo(2);
            refreshed.get(60, TimeUnit.SECONDS);
            assertThat(nix.evaluate("import " + file).asLong()).isEqualTo(100);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void notInsideAnEvaluation() {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            assertThatThrownBy(() -> nix.within(EvalOptions.UNLIMITED, () -> {
                        nix.refresh();
                        return 1;
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(nix.evaluate("1").asLong()).isEqualTo(1);
        }
    }

    /** 10,000 texts of 10 kB are 100 MB; what is held stays within the bound. */
    @Test
    void changingTextsAreLetGo() {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            NixValue first = nix.evaluate("x: throw \"here\"");
            PositionTable positions = EvaluatorInternals.of(nix).engine().positions();
            long before = positions.heldLength();
            for (int i = 0; i < 10_000; i++) {
                String text = "# " + "-".repeat(10_000) + "\n { a = x: x + " + i + "; }.a 1";
                assertThat(nix.evaluate(text).asLong()).isEqualTo(i + 1);
            }
            assertThat(positions.heldLength() - before).isLessThan(17 << 20);
            assertThatThrownBy(() -> first.asFunction().call(new NixInt(1))).hasMessage("here");
            nix.refresh();
            assertThat(positions.heldLength()).isLessThanOrEqualTo(before);
            assertThatThrownBy(() -> nix.evaluate("\n throw \"there\""))
                    .satisfies(e -> assertThat(e.toString()).contains("«string»:2:2"));
        }
    }

    /** Directories are read once under each of their names, and again when the world may have changed. */
    @Test
    void directoriesAreReadAgain() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("folder"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), folder);
        Files.writeString(folder.resolve("a"), "");
        String names = "map (d: toString (builtins.attrNames (builtins.readDir d))) [ " + folder + " " + link + " "
                + folder + "/. " + link + "/../folder ]";
        try (NixEvaluator nix = builder().build()) {
            assertThat(nix.evaluate(names).asList().stream().map(NixValue::asString))
                    .containsOnly("a");
            Files.writeString(folder.resolve("b"), "");
            assertThat(nix.evaluate(names).asList().stream().map(NixValue::asString))
                    .containsOnly("a");
            nix.refresh();
            assertThat(nix.evaluate(names).asList().stream().map(NixValue::asString))
                    .containsOnly("a b");
            Files.delete(link);
            Files.createSymbolicLink(link, directory);
            nix.refresh();
            assertThat(nix.evaluate(names + " == [ \"a b\" \"folder link\" \"a b\" \"a b\" ]")
                            .asBoolean())
                    .isTrue();
            Files.delete(link);
            nix.refresh();
            assertThatThrownBy(() -> nix.evaluate("builtins.readDir " + link))
                    .hasMessageContaining("path '" + link + "' does not exist");
        }
    }

    /** Also files that change at each refresh, and files of which there are ever new ones. */
    @Test
    void changingFilesAreLetGo() throws IOException {
        try (NixEvaluator nix = builder().build()) {
            PositionTable positions = EvaluatorInternals.of(nix).engine().positions();
            nix.evaluate("1");
            long before = positions.heldLength();
            for (int i = 0; i < 200; i++) {
                Path fresh =
                        Files.writeString(directory.resolve("n" + i + ".nix"), "# " + "-".repeat(10_000) + "\n" + i);
                Path same = Files.writeString(directory.resolve("same.nix"), "# " + "-".repeat(10_000) + "\n" + i);
                assertThat(nix.evaluate("import " + fresh + " + import " + same).asLong())
                        .isEqualTo(2L * i);
                nix.refresh();
            }
            assertThat(positions.heldLength() - before).isLessThan(50_000);
        }
    }
}
