package io.github.nix4j.flake.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ProgramFetches;
import io.github.nix4j.flake.ShowOptions;
import io.github.nix4j.flake.cache.RememberedOutput.Result;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.EvalListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationCacheTest {
    @TempDir
    Path directory;

    private final List<String> traces = new ArrayList<>();

    @BeforeEach
    void makeFlake() throws IOException {
        Files.createDirectories(directory.resolve("flake"));
        Files.writeString(directory.resolve("flake/flake.nix"), """
                {
                  outputs = { self }: {
                    packages.x86_64-linux.a = builtins.trace "made a" (derivation {
                      name = "a-1"; system = "x86_64-linux"; builder = "b";
                    });
                    templates.t.description = "T";
                    apps.aarch64-linux.p = { type = "app"; };
                    overlays.o = final: prev: { };
                  };
                }
                """);
    }

    private Path folder() {
        return directory.resolve("cache");
    }

    private String show(EvaluationCache cache) {
        EvalListener listener = new EvalListener() {
            @Override
            public void traceUnicode(String text) {
                traces.add(text);
            }
        };
        try (FlakeEvaluator flakes = FlakeEvaluator.of(
                NixEvaluator.builder().listener(listener),
                FlakeLoader.builder(directory.resolve("flake")),
                ProgramFetches.NONE,
                cache)) {
            String shown = flakes.show(
                            flakes.loader().load("path:."), ShowOptions.of("x86_64-linux"), EvalOptions.UNLIMITED)
                    .toString();
            cache.save();
            return shown;
        }
    }

    private EvaluationCache cache(boolean complete) {
        return new EvaluationCache(folder(), "test", complete);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void theSecondTimeNothingIsEvaluated() throws IOException {
        assertThatThrownBy(() -> show(cache(true)))
                .isInstanceOf(FlakeException.class)
                .hasMessage("not everything is cached, but evaluation is not allowed");
        String first = show(cache(false));
        assertThat(first).contains("name=a-1").contains("description=T");
        assertThat(traces).containsExactly("made a");
        assertThat(show(cache(true))).isEqualTo(first);
        assertThat(traces).hasSize(1);
        Files.writeString(
                directory.resolve("flake/flake.nix"),
                Files.readString(directory.resolve("flake/flake.nix")).replace("a-1", "a-2"));
        assertThat(show(cache(false))).isEqualTo(first.replace("a-1", "a-2"));
    }

    @Test
    void damageDoesNoHarm() throws IOException {
        String good = show(cache(false));
        byte[] bytes = Files.readAllBytes(file());
        for (int i = 0; i < bytes.length; i += 1 + bytes.length / 40) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x55;
            Files.write(file(), damaged);
            assertThat(show(cache(false))).as("byte " + i).isEqualTo(good);
            assertThat(Files.readAllBytes(file())).as("mended").isEqualTo(bytes);
        }
        for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
            Files.write(file(), java.util.Arrays.copyOf(bytes, length));
            assertThat(show(cache(false))).isEqualTo(good);
        }
        Files.delete(file());
        Files.delete(folder());
        Files.writeString(folder(), "no folder");
        assertThat(show(cache(false))).isEqualTo(good);
    }

    @Test
    void anotherVersionEvaluatesAgain() throws IOException {
        show(cache(false));
        show(new EvaluationCache(folder(), "newer"));
        assertThat(traces).hasSize(2);
    }

    @Test
    void versionsKeepEachOthersFiles() throws IOException {
        Files.createDirectories(folder());
        Path unknown = Files.writeString(folder().resolve("f.outputs"), "what an older version wrote");
        for (int round = 0; round < 3; round++) {
            show(cache(false));
            show(new EvaluationCache(folder(), "newer"));
        }
        assertThat(traces).as("one evaluation for each version").hasSize(2);
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files).hasSize(3);
        }
        assertThat(unknown).hasContent("what an older version wrote");
    }

    @Test
    void versionsShareTheBound() throws IOException {
        for (int i = 0; i < 12; i++) {
            EvaluationCache cache = new EvaluationCache(folder(), "version " + i % 2, false, 10_000);
            cache.open("f").orNewChild("a" + i).put(new Result.Text("x".repeat(1_000)));
            cache.open("g" + i).orNewChild("a").put(new Result.Text("x".repeat(1_000)));
            cache.save();
            long size = 0;
            try (Stream<Path> files = Files.list(folder())) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    size += Files.size(file);
                }
            }
            assertThat(size).isLessThanOrEqualTo(10_000);
        }
    }

    @Test
    void processesAddToWhatOthersFound() throws IOException {
        EvaluationCache one = cache(false);
        EvaluationCache other = cache(false);
        one.open("f").orNewChild("a").put(new Result.Text("x"));
        other.open("f").orNewChild("b").put(new Result.Bool(true));
        one.save();
        other.save();
        RememberedOutput both = cache(false).open("f");
        assertThat(both.children().keySet()).containsExactly("a", "b");
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files).as("no temporary files").hasSize(1);
        }
    }

    @Test
    void whatAddsNothingIsNotWritten() throws IOException {
        show(cache(false));
        Path written;
        try (Stream<Path> files = Files.list(folder())) {
            written = files.findFirst().orElseThrow();
        }
        FileTime then = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));
        Files.setLastModifiedTime(written, then);
        show(cache(false));
        assertThat(Files.getLastModifiedTime(written)).isEqualTo(then);
    }

    @Test
    void theFolderIsBounded() throws IOException {
        int bound = 10_000;
        String end = "-" + new RememberedForm("test").name() + ".outputs";
        for (int i = 0; i < 12; i++) {
            EvaluationCache cache = new EvaluationCache(folder(), "test", false, bound);
            cache.open("f" + i).orNewChild("a").put(new Result.Text("x".repeat(2_000)));
            cache.save();
            Path written = folder().resolve("f" + i + end);
            assertThat(written).as("what was written last stays").exists();
            Files.setLastModifiedTime(
                    written, FileTime.from(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(i)));
        }
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("f8" + end, "f9" + end, "f10" + end, "f11" + end);
        }
        assertThat(cache(false).open("f7").children()).isEmpty();
        assertThat(cache(false).open("f8").children()).containsOnlyKeys("a");
    }

    @Test
    void failuresAreEvaluatedAgainToTellWhy() throws IOException {
        Files.writeString(
                directory.resolve("flake/flake.nix"),
                "{ outputs = _: { packages.x86_64-linux.a = throw \"the reason\"; }; }");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> show(cache(false)))
                    .isInstanceOf(NixException.class)
                    .hasMessage("the reason");
        }
    }

    @Test
    void everyKindOfResultIsReadBack() {
        EvaluationCache cache = cache(false);
        RememberedOutput root = cache.open("f");
        List<Result> results = List.of(
                new Result.Names(List.of("", "a b", "\u00ff")),
                new Result.Text("text\n"),
                new Result.Bool(false),
                new Result.Bool(true),
                new Result.StoreText(),
                new Result.Other(),
                new Result.Missing(),
                new Result.Failed());
        for (int i = 0; i < results.size(); i++) {
            root.orNewChild("k" + i).orNewChild("inner").put(results.get(i));
        }
        cache.save();
        RememberedOutput again = cache(false).open("f");
        for (int i = 0; i < results.size(); i++) {
            RememberedOutput child = again.child("k" + i);
            assertThat(child).isNotNull();
            assertThat(child.orNewChild("inner").result()).isEqualTo(results.get(i));
        }
    }
}
