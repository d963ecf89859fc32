package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;

/** {@code nix flake lock}: locks what the lock file lacks. */
final class FlakeLockCommand extends FlakeSubcommand {
    FlakeLockCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-lock";
    }

    @Override
    void declare(Flags flags) {
        preview.declare(flags, session);
        super.declare(flags);
        flags.remove("no-write-lock-file");
    }

    @Override
    boolean isConfigured() {
        return true;
    }

    @Override
    void run() {
        session.settings().set("tarball-ttl", "0");
        locking.writeForSure();
        locking.failOnUnlocked();
        super.run();
    }

    @Override
    void run(Evaluators world, Flake flake) {
        // Loading the flake has written its lock file.
    }
}
