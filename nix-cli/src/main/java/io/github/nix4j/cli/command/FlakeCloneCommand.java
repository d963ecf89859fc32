package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.log.ErrorOutput;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.fetch.InputClone;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.store.tree.DiskNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix flake clone}: makes a copy of a flake's source to work on, with Git's history where it has one. */
final class FlakeCloneCommand extends FlakeSubcommand {
    private @Nullable String target;

    FlakeCloneCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-clone";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Options");
        flags.add("dest", 'f', List.of("path"), "Where to put the copy.", words -> target = words.get(0));
    }

    @Override
    void run() {
        if (target == null || target.isEmpty()) {
            throw new CliException("missing flag '--dest'");
        }
        try (Evaluators world = Evaluators.forFetches(session, evaluation, true)) {
            FlakeLoader loader = world.flakes().loader();
            FlakeRef resolved = world.registries().resolve(loader.references().parse(reference()), false);
            // Git may ask its user for a password.
            try (ErrorOutput.Suspension terminal = session.leaveTerminal()) {
                new InputClone(
                                loader::fetchWithoutChecks,
                                DiskNames.pathOf(session.invocation().workingDirectory()),
                                session::err)
                        .make(resolved.input(), target);
            }
        }
    }

    @Override
    void run(Evaluators world, Flake flake) {
        // No flake is loaded: what is cloned need not be one.
    }
}
