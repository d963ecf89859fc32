package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ShowOptions;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.internal.FlakeInternals;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.json.JsonWriter;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.activity.ActivityListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evaluates random flakes: what they see of themselves and their inputs, paths of derivations, {@code flake metadata} and
 * {@code flake show}. Each flake is evaluated without and with a lock file.
 */
class EvaluationDifferentialTest {
    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> flakesEvaluateAsInNix() throws IOException {
        ReferenceNix reference = ReferenceNix.in(directory);
        long first = Long.getLong("nix4j.seed", 1);
        return LongStream.range(first, first + Long.getLong("nix4j.graphs", 6))
                .mapToObj(seed -> DynamicTest.dynamicTest("world " + seed, () -> compare(seed, reference)));
    }

    private void compare(long seed, ReferenceNix reference) throws IOException, InterruptedException {
        FlakeWorld world = new FlakeWorld(seed, Files.createDirectories(directory.resolve("e" + seed)), reference);
        world.create();
        String top = world.topReference();
        for (boolean locked : new boolean[] {false, true}) {
            if (locked) {
                reference.nix(world.root(), "flake", "lock", top);
                world.stamp(world.root().resolve("t0"));
            }
            for (String attribute : List.of("seen", "own", "packages.x86_64-linux.default.drvPath")) {
                check(world, locked, attribute, reference, List.of("eval", "--json", top + "#" + attribute));
            }
            check(world, locked, "metadata", reference, List.of("flake", "metadata", "--json", top));
            check(world, locked, "metadata text", reference, List.of("flake", "metadata", top));
            check(world, locked, "show", reference, List.of("flake", "show", "--json", top));
            check(world, locked, "show text", reference, List.of("flake", "show", top));
        }
    }

    private void check(FlakeWorld world, boolean locked, String what, ReferenceNix reference, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(arguments);
        command.addAll(List.of("--no-write-lock-file", "--no-eval-cache"));
        ReferenceNix.Result result = reference.nix(world.root(), command.toArray(String[]::new));
        String expected = result.status() == 0 ? result.out().strip() : lastError(reference.logical(result.err()));
        assertThat(ours(world, reference, what))
                .as("%s, %s: %s\n%s", what, locked ? "locked" : "not locked", arguments, world)
                .isEqualTo(expected);
    }

    /** The innermost message: the traces of values differ in what C++ Nix's own helper file adds. */
    private static String lastError(String text) {
        int at = text.lastIndexOf("error: ");
        return text.substring(Math.max(at, 0)).lines().findFirst().orElse("").strip();
    }

    private static String ours(FlakeWorld world, ReferenceNix reference, String what) {
        List<String> lines = new ArrayList<>();
        FetchSettings settings = FetchSettings.in(world.root(), warning -> {});
        NixEvaluator.Builder evaluator = NixEvaluator.builder()
                .settings(EvalSettings.DEFAULTS
                        .withPureEval(true)
                        .withExperimentalFeatures(Set.of("flakes", "nix-command", "fetch-tree")));
        try (FlakeEvaluator flakes = FlakeEvaluator.of(
                evaluator, FlakeLoader.builder(world.root()).settings(settings).storedTrees(reference::stored))) {
            Flake flake = flakes.loader()
                    .load(
                            flakes.loader().references().allowMissing(true).parse(world.topReference()),
                            LockMode.DEFAULT,
                            LockOutput.WRITE.withWrite(false));
            boolean json = !what.endsWith("text");
            ShowOptions options = new ShowOptions(
                    "x86_64-linux", false, false, false, json, lines::add, warning -> {}, ActivityListener.NONE);
            switch (what) {
                case "metadata":
                    return ByteText.toUnicode(
                            FlakeJson.compact(flakes.loader().metadata(flake).toJson()));
                case "metadata text":
                    lines.addAll(flakes.loader().metadata(flake).toLines(ZoneOffset.UTC));
                    return ByteText.toUnicode(String.join("\n", lines));
                case "show":
                    return ByteText.toUnicode(FlakeJson.compact(flakes.show(flake, options)));
                case "show text":
                    flakes.show(flake, options);
                    return ByteText.toUnicode(String.join("\n", lines));
                default:
                    return ByteText.toUnicode(json(flakes, flake, what));
            }
        } catch (NixException e) {
            return lastError(e.toString());
        }
    }

    private static String json(FlakeEvaluator flakes, Flake flake, String attribute) {
        return EvaluatorInternals.of(flakes.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
            Value value = FlakeInternals.of(flakes).outputs(ev, flake);
            for (String name : attribute.split("\\.")) {
                value = ev.getAttr(ev.forceAttrs(value, 0, ""), ev.intern(name), "");
            }
            return JsonWriter.toJson(ev, value, new ContextBuilder(), true);
        });
    }
}
