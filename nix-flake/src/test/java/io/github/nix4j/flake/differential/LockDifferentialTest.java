package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.lock.LockPlan;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Locks random flakes, edits and updates them, and compares lock files byte for byte, warnings and errors. The system
 * properties {@code nix4j.graphs} and {@code nix4j.seed} say how many worlds there are and which is the first.
 */
class LockDifferentialTest {
    private static final int STEPS = 4;

    /** C++ Nix names the unlocked input that lies first in its memory. */
    private static final String UNLOCKED = "(?<=has an unlocked input \\(').*?(?='\\))";

    /** A file changed behind Git's back; a path out of a tree; trees that the store has, as inputs that are no flakes. */
    private static final long[] ONCE_DIFFERENT = {20187, 20596, 930_087, 930_092};

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> lockFilesAreThoseOfNix() throws IOException {
        ReferenceNix reference = ReferenceNix.in(directory);
        long first = Long.getLong("nix4j.seed", 1);
        LongStream known = Long.getLong("nix4j.seed") == null ? LongStream.of(ONCE_DIFFERENT) : LongStream.empty();
        return LongStream.concat(LongStream.range(first, first + Long.getLong("nix4j.graphs", 10)), known)
                .mapToObj(seed -> DynamicTest.dynamicTest("world " + seed, () -> compare(seed, reference)));
    }

    private void compare(long seed, ReferenceNix reference) throws IOException, InterruptedException {
        FlakeWorld world = new FlakeWorld(seed, Files.createDirectories(directory.resolve("w" + seed)), reference);
        world.create();
        for (int step = 0; step < STEPS; step++) {
            List<String> arguments = new ArrayList<>();
            LockMode mode = LockMode.DEFAULT;
            FlakeRefParser references =
                    FlakeLoader.builder(world.root()).build().references();
            switch (step == 0 ? 3 : world.choose(4)) {
                case 0 -> {
                    String path = world.inputPath();
                    arguments.addAll(List.of("update", path, "--flake", world.topReference()));
                    mode = mode.withUpdates(Set.of(InputPath.parse(path)));
                }
                case 1 -> {
                    arguments.addAll(List.of("update", "--flake", world.topReference()));
                    mode = mode.withRecreate(true);
                }
                case 2 -> {
                    String path = world.inputPath();
                    String target = world.reference();
                    arguments.addAll(List.of("lock", world.topReference(), "--override-input", path, target));
                    mode = mode.withOverrides(Map.of(
                            InputPath.parse(path), references.allowMissing(true).parse(target)));
                }
                default -> arguments.addAll(List.of("lock", world.topReference()));
            }
            Answer expected = theirs(world, reference, arguments);
            Answer actual =
                    ours(world, reference, references, mode, arguments.get(0).equals("lock"));
            assertThat(actual.said())
                    .as("step %s: %s\n%s", step, arguments, world)
                    .isEqualTo(expected.said());
            assertThat(actual.lock())
                    .as("step %s: %s\n%s", step, arguments, world)
                    .isEqualTo(expected.lock());
            if (actual.lock() != null) {
                Files.writeString(world.topLock(), actual.lock());
                world.stamp(world.root().resolve("t0"));
            }
            world.edit();
        }
    }

    /** The lock file, absent if null, and what was said. */
    private record Answer(@org.jspecify.annotations.Nullable String lock, String said) {}

    private static Answer theirs(FlakeWorld world, ReferenceNix reference, List<String> arguments)
            throws IOException, InterruptedException {
        String before = lock(world);
        List<String> command = new ArrayList<>(List.of("flake"));
        command.addAll(arguments);
        ReferenceNix.Result result = reference.nix(world.root(), command.toArray(String[]::new));
        String after = lock(world);
        restore(world, before, reference);
        return new Answer(after, reference.logical(result.err()).strip().replaceAll(UNLOCKED, "..."));
    }

    private static Answer ours(
            FlakeWorld world, ReferenceNix reference, FlakeRefParser references, LockMode mode, boolean strict)
            throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        FetchSettings settings =
                FetchSettings.in(world.root(), warning -> said.add("warning: " + ByteText.toUnicode(warning)));
        FlakeLoader loader = FlakeLoader.builder(world.root())
                .settings(settings)
                .storedTrees(reference::stored)
                .build();
        try {
            LockPlan plan = loader.plan(references.allowMissing(true).parse(world.topReference()), mode);
            loader.apply(plan, LockOutput.WRITE.withFailOnUnlocked(strict));
        } catch (NixException e) {
            said.add(e.toString());
        }
        return new Answer(
                lock(world),
                said.stream().collect(Collectors.joining("\n")).strip().replaceAll(UNLOCKED, "..."));
    }

    private static @org.jspecify.annotations.Nullable String lock(FlakeWorld world) throws IOException {
        return Files.exists(world.topLock()) ? Files.readString(world.topLock()) : null;
    }

    private static void restore(
            FlakeWorld world, @org.jspecify.annotations.Nullable String lock, ReferenceNix reference)
            throws IOException, InterruptedException {
        if (lock != null) {
            Files.writeString(world.topLock(), lock);
        } else {
            Files.deleteIfExists(world.topLock());
            if (world.top().git()) {
                reference.git(world.root().resolve("t0"), "reset", "-q");
            }
        }
        world.stamp(world.root().resolve("t0"));
    }
}
