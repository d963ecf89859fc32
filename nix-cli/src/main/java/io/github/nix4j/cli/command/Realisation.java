package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.build.BuildTarget;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Makes what a command line names valid. */
final class Realisation {
    private final Session session;
    private final Store store;

    Realisation(Session session, Store store) {
        this.session = session;
        this.store = store;
    }

    /** What would have to be built: all of {@code found} that is not there, or nothing. */
    List<BuildTarget> targets(List<Buildable> found) {
        List<BuildTarget> targets = new ArrayList<>();
        for (Buildable one : found) {
            if (one instanceof Buildable.Outputs outputs) {
                targets.add(new BuildTarget(
                        outputs.derivation(), new TreeSet<>(outputs.outputs().keySet())));
            }
        }
        return targets.stream().allMatch(this::isThere) ? List.of() : targets;
    }

    /** Says what would have to be built, and of what is not known how. */
    void announceMissing(List<Buildable> found) {
        TreeSet<StorePath> unknown = new TreeSet<>();
        for (Buildable one : found) {
            if (one instanceof Buildable.Present present && !store.isValid(present.path())) {
                unknown.add(present.path());
            }
        }
        new Builds(session, store).announceMissing(targets(found), unknown);
    }

    /** Builds what is not there. */
    void realise(List<Buildable> found) {
        List<BuildTarget> targets = targets(found);
        if (!targets.isEmpty()) {
            new Builds(session, store).build(targets);
        }
        for (Buildable one : found) {
            if (one instanceof Buildable.Present present && !store.isValid(present.path())) {
                throw new CliException(
                        "path '" + store.storeDir().print(present.path()) + "' does not exist and cannot be created");
            }
        }
    }

    private boolean isThere(BuildTarget target) {
        var derivation = store.readDerivation(target.derivation());
        return target.outputs().stream().allMatch(name -> {
            var path = derivation.outputPath(store.storeDir(), name);
            return path != null && store.isValid(path);
        });
    }
}
