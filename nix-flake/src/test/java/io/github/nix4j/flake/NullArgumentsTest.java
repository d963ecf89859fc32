package io.github.nix4j.flake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.analysis.LockAnalysis;
import io.github.nix4j.flake.check.CheckOptions;
import io.github.nix4j.flake.check.FlakeChecker;
import io.github.nix4j.flake.edit.EditableFlake;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.syntax.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A null is refused where it is passed, by the name of the parameter, and not where it is used later. */
@SuppressWarnings("NullAway")
class NullArgumentsTest {
    private static final Path HERE = Path.of("/nowhere");

    private static Arguments refused(String name, ThrowingCallable call) {
        return Arguments.of(name, call);
    }

    static Stream<Arguments> calls() {
        FlakeLoader loader = FlakeLoader.builder(HERE).build();
        FlakeRef ref = loader.references().parse("path:/nowhere");
        FetchSettings settings = FetchSettings.in(HERE, warning -> {});
        CheckOptions check = CheckOptions.of("x86_64-linux");
        EditableFlake flake = EditableFlake.of(SourceFile.ofString("{ }"));
        return Stream.of(
                refused("directory", () -> FlakeLoader.builder(null)),
                refused("other", () -> FlakeLoader.builder(HERE).settings(null)),
                refused("sink", () -> FlakeLoader.builder(HERE).warnings(null)),
                refused("changes", () -> FlakeLoader.builder(HERE).unsaved(null)),
                refused("names", () -> FlakeLoader.builder(HERE).experimentalFeatures(null)),
                refused("directory", () -> FlakeLoader.builder(HERE).storeDir(null)),
                refused("other", () -> FlakeLoader.builder(HERE).registries(null)),
                refused("sink", () -> FlakeLoader.builder(HERE).notices(null)),
                refused("listener", () -> FlakeLoader.builder(HERE).reads(null)),
                refused("reference", () -> loader.load((String) null)),
                refused("directory", () -> loader.load((Path) null)),
                refused("ref", () -> loader.load(null, LockMode.DEFAULT, LockOutput.WRITE)),
                refused("mode", () -> loader.load(ref, null, LockOutput.WRITE)),
                refused("output", () -> loader.load(ref, LockMode.DEFAULT, null)),
                refused("ref", () -> loader.plan(null, LockMode.DEFAULT)),
                refused("mode", () -> loader.plan(ref, null)),
                refused("plan", () -> loader.apply(null, LockOutput.WRITE)),
                refused("input", () -> loader.fetchTree(null)),
                refused("other", () -> LockOutput.WRITE.withFile(null)),
                refused("summary", () -> LockOutput.WRITE.withCommit(true, null)),
                refused("directory", () -> FetchSettings.in(null, warning -> {})),
                refused("warnings", () -> FetchSettings.in(HERE, null)),
                refused("urls", () -> settings.withRemotes(null, HERE, Duration.ZERO)),
                refused("remotes", () -> settings.withRemotes(null)),
                refused("activities", () -> settings.withActivities(null)),
                refused("system", () -> CheckOptions.of(null)),
                refused("limits", () -> check.withLimits(null)),
                refused("flakes", () -> new FlakeChecker(null)),
                refused("system", () -> ShowOptions.of(null)),
                refused("source", () -> EditableFlake.of(null)),
                refused("a flake reference", () -> flake.addInput("a", null)),
                refused("now", () -> new LockAnalysis(null, Duration.ZERO)),
                refused("patience", () -> new LockAnalysis(Instant.EPOCH, null)),
                refused("editable", () -> new LockAnalysis(Instant.EPOCH, Duration.ZERO).knowing(null)));
    }

    private static void refuses(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isRefusedByItsName(String name, ThrowingCallable call) {
        refuses(name, call);
    }

    @Test
    void evaluatorsRefuseIt(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("flake.nix"), "{ outputs = _: { v = 1; }; }");
        try (FlakeEvaluator flakes = FlakeEvaluator.of(NixEvaluator.builder(), FlakeLoader.builder(directory))) {
            Flake flake = flakes.loader().load(directory);
            refuses("flake", () -> flakes.outputs(null));
            refuses("flake", () -> flakes.output(null, EvalOptions.UNLIMITED, "v"));
            refuses("options", () -> flakes.output(flake, null, "v"));
            refuses("options", () -> flakes.outputs(flake, null));
            refuses("flake", () -> flakes.value(null));
            refuses("options", () -> flakes.show(flake, null));
            refuses("flake", () -> new FlakeChecker(flakes).check(null, CheckOptions.of("x86_64-linux")));
        }
        refuses("loader", () -> FlakeEvaluator.of(NixEvaluator.builder(), null));
    }
}
