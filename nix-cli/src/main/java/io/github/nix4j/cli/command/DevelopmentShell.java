package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.develop.BuildEnvironment;
import io.github.nix4j.cli.develop.EnvironmentDerivation;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;

/** What {@code nix develop} and {@code nix print-dev-env} have in common: the environment of one derivation. */
abstract class DevelopmentShell extends InstallableCommand {
    DevelopmentShell(Session session) {
        super(session);
    }

    /**
     * An environment.
     *
     * @param place where it is written down
     */
    record Found(BuildEnvironment environment, StorePath place) {}

    /** The environment of what the only word names. */
    Found environment(Evaluators world) {
        String word = only();
        String system = Evaluators.thisSystem(session.settings());
        Buildable found = EvaluatorInternals.of(world.evaluator())
                .run(
                        EvalOptions.UNLIMITED,
                        ev -> new Buildables(session, world, evaluation, locking, installables)
                                .in(fragment -> places(world, system, fragment))
                                .find(ev, List.of(word))
                                .get(0));
        EnvironmentDerivation environments = new EnvironmentDerivation(session, world.store());
        StorePath place;
        if (found instanceof Buildable.Outputs outputs) {
            place = environments.build(outputs.derivation());
        } else {
            StorePath path = ((Buildable.Present) found).path();
            if (path.isDerivation()) {
                place = environments.build(path);
            } else if (path.toString().endsWith("-env")) {
                place = path;
            } else {
                throw new CliException("'" + world.store().storeDir().print(path)
                        + "' needs to evaluate to a single derivation, but it evaluated to 0 derivations");
            }
        }
        return new Found(environments.read(place), place);
    }

    private List<String> places(Evaluators world, String system, String fragment) {
        List<String> places = new ArrayList<>();
        if (!fragment.isEmpty() && !fragment.startsWith(".")) {
            places.add("devShells." + system + "." + fragment);
        }
        places.addAll(new FlakeOutput(session, world, locking)
                .candidates(
                        fragment,
                        List.of(
                                "devShells." + system + ".default",
                                "devShell." + system,
                                "packages." + system + ".default",
                                "defaultPackage." + system)));
        return places;
    }
}
