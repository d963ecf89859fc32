package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.GarbageCollection;
import io.github.nix4j.store.path.StorePath;
import java.util.SortedSet;

/** {@code nix store delete}: deletes objects that nobody needs. */
final class StoreDeleteCommand extends StorePathsCommand {
    private boolean ignoreLiveness;

    StoreDeleteCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "store-delete";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Deleting");
        flags.add(
                "ignore-liveness",
                '\0',
                "Delete them even if roots need them; not what other objects need.",
                () -> ignoreLiveness = true);
        declarePaths(flags);
    }

    @Override
    void run() {
        try (Evaluators world = world(false)) {
            SortedSet<StorePath> paths = paths(world);
            GarbageCollection.of(session, world.store()).delete(paths, ignoreLiveness);
        }
    }
}
