package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.internal.StoreFailures;
import io.github.nix4j.flake.lock.LockedNode;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import java.util.ArrayList;
import java.util.List;

/** {@code nix flake prefetch-inputs}: brings all that a flake's lock file pins to the store; goes on after failures. */
final class FlakePrefetchInputsCommand extends FlakeSubcommand {
    private boolean failed;

    FlakePrefetchInputsCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-prefetch-inputs";
    }

    @Override
    void run(Evaluators world, Flake flake) {
        LockedInputs.levels(flake.lockFile().root()).forEach(level -> fetch(world, level));
    }

    /** Nix fetches the inputs of a level side by side: that all of them begin is told before what becomes of the first. */
    private void fetch(Evaluators world, List<LockedNode> level) {
        List<Activity> begun = new ArrayList<>();
        for (LockedNode node : level) {
            String name = Secrets.hideInUrl(node.locked().toString());
            begun.add(session.activities().begin(ActivityKind.STEP, "fetching '" + name + "'"));
        }
        for (int i = 0; i < begun.size(); i++) {
            try (Activity step = begun.get(i)) {
                world.flakes().loader().store(level.get(i).locked().input());
            } catch (NixException e) {
                report(e);
            } catch (StoreException e) {
                report(StoreFailures.error(e));
            }
        }
    }

    private void report(NixException e) {
        failed = true;
        session.fail(e);
    }

    @Override
    int status() {
        return failed ? 1 : 0;
    }
}
