package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.develop.BuildEnvironment;
import io.github.nix4j.cli.develop.EnvironmentDerivation;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Profile;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code nix develop} and {@code nix print-dev-env} have in common: the environment of one derivation. */
abstract class DevelopmentShell extends InstallableCommand {
    private final List<Redirection> redirections = new ArrayList<>();
    private @Nullable String profile;

    DevelopmentShell(Session session) {
        super(session);
    }

    /**
     * Something that is looked for elsewhere than in the store.
     *
     * @param place absolute
     */
    private record Redirection(String word, String place) {}

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Surroundings");
        flags.add(
                "profile",
                '\0',
                List.of("path"),
                "Keep the environment as a generation of this profile.",
                given -> profile = given.get(0));
        flags.add(
                "redirect",
                '\0',
                List.of("installable", "outputs-dir"),
                "Look for what the first names in this folder, not in the store.",
                given -> redirections.add(new Redirection(
                        given.get(0),
                        TreePath.of(session.invocation().absolute(given.get(1))).text())));
    }

    /**
     * An environment.
     *
     * @param place where it is written down
     */
    record Found(BuildEnvironment environment, StorePath place) {}

    /** The environment of what the only word names, kept in the profile if there is one. */
    Found kept(Evaluators world) {
        Found found = environment(world);
        if (profile != null) {
            new Profile(session, world.store(), profile).switchTo(found.place());
        }
        return found;
    }

    /** The places in {@code script} that are others for the user. */
    Map<String, String> redirected(Evaluators world, String script) {
        Map<String, String> places = new LinkedHashMap<>();
        for (Redirection redirection : redirections) {
            List<Buildable> found = named(world, redirection.word());
            new Realisation(session, world.store()).announceMissing(found);
            TreeSet<StorePath> paths = new TreeSet<>();
            found.forEach(one -> paths.addAll(one.links().keySet()));
            for (StorePath path : paths) {
                redirect(world, redirection, world.store().storeDir().print(path), script, places);
            }
        }
        return places;
    }

    private void redirect(
            Evaluators world, Redirection redirection, String path, String script, Map<String, String> places) {
        if (script.contains(path)) {
            session.progress("redirecting '" + path + "' to '\"" + redirection.place() + "\"'");
            places.putIfAbsent(path, redirection.place());
        } else {
            session.warn("'" + what(world, redirection.word()) + "' (path '" + path
                    + "') is not used by this build environment");
        }
    }

    private String what(Evaluators world, String word) {
        if (!installables.isFlake()) {
            return InstallableFlags.attribute(word);
        }
        String plain = OutputSelector.cut(word);
        StorePath object = objects(world).storeObject(word);
        String system = Evaluators.thisSystem(session.settings());
        return object != null
                ? world.store().storeDir().print(object)
                : new FlakeOutput(session, world, locking)
                        .what(plain.isEmpty() ? "." : plain, fragment -> places(world, system, fragment));
    }

    private Buildables objects(Evaluators world) {
        return new Buildables(session, world, evaluation, locking, installables);
    }

    /** Whether the only word names an output of a flake. */
    boolean isOfFlake(Evaluators world) {
        return installables.isFlake() && objects(world).storeObject(only()) == null;
    }

    private List<Buildable> named(Evaluators world, String word) {
        String system = Evaluators.thisSystem(session.settings());
        return EvaluatorInternals.of(world.evaluator())
                .run(
                        EvalOptions.UNLIMITED,
                        ev -> objects(world)
                                .in(fragment -> places(world, system, fragment))
                                .find(ev, List.of(word)));
    }

    private Found environment(Evaluators world) {
        Buildable found = named(world, only()).get(0);
        EnvironmentDerivation environments = new EnvironmentDerivation(session, world.store());
        StorePath place;
        if (found instanceof Buildable.Outputs outputs) {
            place = environments.build(outputs.derivation());
        } else {
            Buildable.Present present = (Buildable.Present) found;
            StorePath path = present.path();
            // Only an environment that was named by its path is one.
            boolean named = installables.isFlake() && !isOfFlake(world);
            if (named && path.toString().endsWith("-env")) {
                place = path;
            } else if (path.isDerivation()) {
                place = environments.build(path);
            } else {
                throw new CliException("argument '" + present.what() + "' did not evaluate to a derivation");
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
