package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ref.FlakeRef;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What the commands below {@code nix flake} have in common: a flake, by default that of the working directory. */
abstract class FlakeSubcommand extends Command {
    final FlakeFlags locking = new FlakeFlags();
    final EvaluationFlags evaluation = new EvaluationFlags();
    final LockPreview preview = new LockPreview();
    private @Nullable String flake;

    FlakeSubcommand(Session session) {
        super(session);
    }

    @Override
    void declare(Flags flags) {
        evaluation.declare(flags, session);
        locking.declare(flags, session);
    }

    @Override
    String feature() {
        return "flakes";
    }

    /** Whether the command heeds the settings that the flake wishes for. */
    boolean isConfigured() {
        return false;
    }

    /** Whether store paths are only computed, whatever the store. */
    boolean isReadOnly() {
        return false;
    }

    /** The flake that the command line names. */
    String reference() {
        return flake == null ? "." : flake;
    }

    /** Names the flake. */
    void flake(String reference) {
        flake = reference;
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (flake != null) {
            super.word(word, rest);
        }
        flake = word;
    }

    @Override
    void run() {
        try (Evaluators world = Evaluators.create(session, evaluation, true, isReadOnly())) {
            FlakeLoader loader = world.flakes().loader();
            FlakeRef ref = loader.references().parse(reference());
            if (preview.isWanted()) {
                preview.print(locking.plan(world, ref, session), loader, ref, session);
                return;
            }
            run(
                    world,
                    isConfigured()
                            ? locking.loadConfigured(world, ref, session)
                            : loader.load(
                                    ref,
                                    locking.mode(loader, session),
                                    locking.output(session),
                                    locking.reference(session)));
        }
    }

    /** Does the command's work with the locked flake. */
    abstract void run(Evaluators world, Flake flake);
}
