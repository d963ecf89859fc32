package io.github.nix4j.flake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.Cancellation;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.NixSource;
import io.github.nix4j.lang.SourceRange;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buffers of an editor, and the limits under which it evaluates them. */
class UnsavedFilesTest {
    @TempDir
    Path project;

    private final UnsavedFiles unsaved = new UnsavedFiles();

    private FlakeEvaluator evaluator() {
        return FlakeEvaluator.of(
                NixEvaluator.builder(), FlakeLoader.builder(project).unsaved(unsaved));
    }

    @Test
    void changesComeAndGo() throws IOException {
        Files.writeString(project.resolve("flake.nix"), "{ outputs = _: { v = import ./v.nix; }; }");
        Files.writeString(project.resolve("v.nix"), "1");
        try (FlakeEvaluator flakes = evaluator()) {
            assertThat(value(flakes)).isEqualTo(1);
            unsaved.put(project.resolve("v.nix"), "2");
            assertThat(value(flakes)).as("not before refresh").isEqualTo(1);
            flakes.refresh();
            assertThat(value(flakes)).isEqualTo(2);
            unsaved.revert(project.resolve("v.nix"));
            flakes.refresh();
            assertThat(value(flakes)).isEqualTo(1);
            unsaved.delete(project.resolve("v.nix"));
            flakes.refresh();
            assertThatThrownBy(() -> value(flakes))
                    .isInstanceOf(NixException.class)
                    .hasMessageMatching("path '/nix/store/.*-source/v.nix' does not exist");
        }
    }

    @Test
    void errorsInFlakesAreFoundInTheEditedFile() throws IOException {
        Files.writeString(project.resolve("flake.nix"), "{ outputs = _: { v = import ./sub/v.nix; w = 1 + ; }; }");
        Files.createDirectory(project.resolve("sub"));
        try (FlakeEvaluator flakes = evaluator()) {
            unsaved.put(project.resolve("flake.nix"), "{ outputs = _: { v = import ./sub/v.nix; }; }");
            unsaved.put(project.resolve("sub/v.nix"), "1 +\n  a");
            Flake flake = flakes.loader().load(".");
            NixException e = assertThrows(NixException.class, () -> flakes.output(flake, EvalOptions.UNLIMITED, "v"));
            SourceRange range = Objects.requireNonNull(e.nearestRange());
            assertThat(range.startLine()).isEqualTo(2);
            assertThat(flakes.loader().localFile(flake, range.file())).isEqualTo(project.resolve("sub/v.nix"));
            assertThat(flakes.loader().localFile(flake, SourceFile.ofString("1")))
                    .isNull();
        }
    }

    @Test
    void errorsOfFlakesThatCannotBeLoadedAreFoundInTheEditedFile() throws IOException {
        Files.writeString(project.resolve("flake.nix"), "{ outputs = _: { }; }");
        Files.createDirectories(project.resolve("more"));
        Files.writeString(project.resolve("more/flake.nix"), "{ outputs = _: { } }");
        try (FlakeEvaluator flakes = evaluator()) {
            FlakeLoader loader = flakes.loader();
            FlakeRef ref = loader.references().ofDirectory(project);
            for (String text : List.of("{ outputs = _: { v = 1 }; }", "{ outputs = _: { v = unknown; }; }")) {
                unsaved.put(project.resolve("flake.nix"), text);
                flakes.refresh();
                NixException e = assertThrows(NixException.class, () -> loader.load(project));
                SourceRange range = Objects.requireNonNull(e.nearestRange());
                assertThat(loader.localFile(ref, range.file())).isEqualTo(project.resolve("flake.nix"));
                assertThat(loader.localFile(ref, SourceFile.ofString(text))).isNull();
            }
            unsaved.put(project.resolve("flake.nix"), "{ inputs.more.url = \"path:./more\"; outputs = _: { }; }");
            flakes.refresh();
            NixException e = assertThrows(NixException.class, () -> loader.load(project));
            SourceRange range = Objects.requireNonNull(e.nearestRange());
            assertThat(loader.localFile(ref, range.file())).isEqualTo(project.resolve("more/flake.nix"));
        }
    }

    @Test
    void aCommitIsNotTheEditedFile() throws Exception {
        Files.writeString(project.resolve("flake.nix"), "{ outputs = _: { v = throw \"v\"; }; }");
        try (Git git = Git.init()
                .setDirectory(project.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit().setMessage("m").setAuthor("a", "a@b").setSign(false).call();
        }
        String url = "git+file://" + project;
        try (FlakeEvaluator flakes = evaluator()) {
            for (String reference : List.of(url, url + "?ref=main")) {
                Flake flake = flakes.loader().load(reference);
                NixException e =
                        assertThrows(NixException.class, () -> flakes.output(flake, EvalOptions.UNLIMITED, "v"));
                Path expected = reference.equals(url) ? project.resolve("flake.nix") : null;
                SourceRange range = Objects.requireNonNull(e.nearestRange());
                assertThat(flakes.loader().localFile(flake, range.file())).isEqualTo(expected);
            }
        }
    }

    private static long value(FlakeEvaluator flakes) {
        return flakes.output(flakes.loader().load("."), EvalOptions.UNLIMITED, "v")
                .asLong();
    }

    @Test
    void aFlakeThatWasNeverSaved() {
        unsaved.put(project.resolve("new/flake.nix"), "{ outputs = _: { v = 5; }; }");
        try (FlakeEvaluator flakes = evaluator()) {
            assertThat(flakes.loader().references().parse("./new")).hasToString("path:" + project + "/new");
            assertThat(flakes.output(flakes.loader().load("./new"), EvalOptions.UNLIMITED, "v")
                            .asLong())
                    .isEqualTo(5);
        }
    }

    @Test
    void lockFilesThatAreBeingEditedAreReadAndNotOverwritten() throws IOException {
        Files.createDirectories(project.resolve("dep"));
        Files.writeString(project.resolve("dep/flake.nix"), "{ outputs = _: { }; }");
        Files.writeString(
                project.resolve("flake.nix"), "{ inputs.dep.url = \"path:./dep\"; outputs = _: { v = 1; }; }");
        unsaved.put(project.resolve("flake.lock"), "{ ");
        FlakeLoader loader = FlakeLoader.builder(project).unsaved(unsaved).build();
        assertThatThrownBy(() -> loader.load(".")).isInstanceOf(FlakeException.class);
        unsaved.put(project.resolve("flake.lock"), "{\"nodes\": {\"root\": {}}, \"root\": \"root\", \"version\": 7}");
        loader.forget();
        assertThatThrownBy(() -> loader.load(loader.references().parse("."), LockMode.DEFAULT, LockOutput.WRITE))
                .isInstanceOf(FlakeException.class)
                .hasMessage(
                        "cannot write lock file \"" + project + "/flake.lock\", which has changes that are not saved");
        assertThat(project.resolve("flake.lock")).doesNotExist();
    }

    @Test
    void otherFilesOfAnImpureEvaluation() throws IOException {
        Files.writeString(project.resolve("a.nix"), "1");
        NixEvaluator.Builder builder = NixEvaluator.builder()
                .io(EvalIo.local().withRoot(unsaved.overDisk()))
                .settings(EvalSettings.DEFAULTS.withPureEval(false));
        unsaved.put(project.resolve("a.nix"), "import ./b.nix");
        unsaved.put(project.resolve("b.nix"), "2");
        try (FlakeEvaluator flakes = FlakeEvaluator.of(builder, FlakeLoader.builder(project))) {
            NixSource file =
                    NixSource.ofFile(project.resolve("a.nix").toRealPath().toString());
            assertThat(flakes.evaluator().evaluate(file).asLong()).isEqualTo(2);
            unsaved.put(project.resolve("b.nix"), "3");
            flakes.refresh();
            assertThat(flakes.evaluator().evaluate(file).asLong()).isEqualTo(3);
        }
    }

    @Test
    void onAnotherFileSystem() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path top = Files.createDirectories(windows.getPath("C:\\projects\\top"));
            unsaved.put(top.resolve("flake.nix"), "{ outputs = _: { v = import ./sub/v.nix; }; }");
            unsaved.put(top.resolve("sub\\v.nix"), "7");
            try (FlakeEvaluator flakes = FlakeEvaluator.of(
                    NixEvaluator.builder(), FlakeLoader.builder(top).unsaved(unsaved))) {
                assertThat(value(flakes)).isEqualTo(7);
            }
        }
    }

    @Test
    void limitsEndEvaluationAndLeaveTheFlakeUsable() {
        unsaved.put(
                project.resolve("flake.nix"),
                "{ outputs = _: { v = 1; forever = let sum = n: f: builtins.foldl' (a: b: a + f b) 0 (builtins.genList (x: x) n);"
                        + " in sum 100000 (x: sum 100000 (y: y)); }; }");
        try (FlakeEvaluator flakes = evaluator()) {
            Flake flake = flakes.loader().load(".");
            EvalOptions steps = EvalOptions.UNLIMITED.withMaxSteps(100_000);
            EvalOptions brief = EvalOptions.UNLIMITED.withTimeout(Duration.ofMillis(50));
            Cancellation cancelled = new Cancellation();
            cancelled.cancel();
            EvalOptions stopped = EvalOptions.UNLIMITED.withCancellation(cancelled);
            for (EvalOptions limits : List.of(steps, brief, stopped)) {
                assertThatThrownBy(() -> flakes.output(flake, limits, "forever"))
                        .isInstanceOf(NixLimitException.class);
            }
            assertThat(flakes.output(flake, EvalOptions.UNLIMITED, "v").asLong())
                    .isEqualTo(1);
        }
    }
}
