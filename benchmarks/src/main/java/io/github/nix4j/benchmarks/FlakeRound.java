package io.github.nix4j.benchmarks;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ShowOptions;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.io.EvalIo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;

/** A command on a flake: its lock file made anew, its metadata or the list of its outputs. */
final class FlakeRound implements Round {
    private static final String SYSTEM = "x86_64-linux";

    private final FlakeEvaluator flakes;
    private final String command;
    private final Path folder;

    FlakeRound(String command, String folder) {
        this.command = command;
        this.folder = Path.of(folder);
        this.flakes = FlakeEvaluator.of(
                NixEvaluator.builder().io(EvalIo.local().withSystem(SYSTEM)), FlakeLoader.builder(this.folder));
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
        FlakeRef ref = flakes.loader().references().parse("path:" + folder);
        Flake flake = flakes.loader().load(ref, LockMode.DEFAULT, LockOutput.WRITE);
        switch (command) {
            case "lock" -> {}
            case "metadata" -> flakes.loader().metadata(flake).toLines(ZoneOffset.UTC);
            case "show" ->
                flakes.show(
                        flake, new ShowOptions(SYSTEM, false, false, false, false, line -> {}, line -> {}, line -> {}));
            default -> throw new IllegalArgumentException("no such command: " + command);
        }
    }

    @Override
    public void close() {
        flakes.close();
    }
}
