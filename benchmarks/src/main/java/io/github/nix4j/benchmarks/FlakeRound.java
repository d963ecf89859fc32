package io.github.nix4j.benchmarks;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ShowOptions;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.store.activity.ActivityListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;

/** A command on a flake: its lock file made anew, its metadata, the list of its outputs, or its output {@code value}. */
final class FlakeRound implements Round {
    private static final String SYSTEM = "x86_64-linux";

    private final FlakeEvaluator flakes;
    private final String command;
    private final String flake;
    private final Path folder;

    /**
     * @param flake a reference to a folder: its path, perhaps behind a scheme
     * @param caches the folder of what commands remember
     */
    FlakeRound(String command, String flake, Path caches) {
        this.command = command;
        this.flake = flake;
        this.folder =
                Path.of(flake.substring(Math.max(0, flake.indexOf(':') + 1)).replaceFirst("^//", ""));
        this.flakes = FlakeEvaluator.of(
                EvaluationRound.builder(caches).io(EvalIo.local().withSystem(SYSTEM)),
                FlakeLoader.builder(folder)
                        .settings(FetchSettings.in(folder, warning -> {})
                                .withArchives(EvaluationRound.archives(caches))));
    }

    @Override
    public void prepare() throws IOException {
        flakes.refresh();
        if (command.equals("lock")) {
            Files.deleteIfExists(folder.resolve("flake.lock"));
        }
    }

    @Override
    public void run() {
        FlakeRef ref = flakes.loader().references().parse(flake);
        Flake loaded = flakes.loader().load(ref, LockMode.DEFAULT, LockOutput.WRITE);
        switch (command) {
            case "lock" -> {}
            case "metadata" -> flakes.loader().metadata(loaded).toLines(ZoneOffset.UTC);
            case "show" ->
                flakes.show(
                        loaded,
                        new ShowOptions(
                                SYSTEM, false, false, false, false, line -> {}, line -> {}, ActivityListener.NONE));
            case "value" -> flakes.output(loaded, EvalOptions.UNLIMITED, "value");
            default -> throw new IllegalArgumentException("no such command: " + command);
        }
    }

    @Override
    public void close() {
        flakes.close();
    }
}
