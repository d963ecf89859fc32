package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StorePath;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the commands have in common that work on store paths, of which nothing is built. */
abstract class StorePathsCommand extends InstallableCommand {
    private final InputWords input = new InputWords();
    private boolean recursive;
    private boolean derivations;
    private boolean all;

    StorePathsCommand(Session session) {
        super(session);
    }

    /** Adds the flags that say which paths are meant. */
    final void declarePaths(Flags flags) {
        flags.add("recursive", 'r', "Take what the objects need, too.", () -> recursive = true);
        flags.add(
                "derivation", '\0', "Take the derivations of packages, not what they make.", () -> derivations = true);
        flags.add("all", '\0', "Take all objects of the store.", () -> all = true);
        input.declare(flags);
    }

    private static StorePath derivation(Store store, Buildable found) {
        if (found instanceof Buildable.Outputs outputs) {
            return outputs.derivation();
        }
        Buildable.Present present = (Buildable.Present) found;
        if (present.path().isDerivation()) {
            return present.path();
        }
        // The first of those in the store, as in Nix.
        for (StorePath path : store.paths()) {
            if (path.isDerivation() && makes(store, path, present.path())) {
                return path;
            }
        }
        throw new CliException("'" + present.what() + "' does not have a known deriver");
    }

    private static boolean makes(Store store, StorePath derivation, StorePath object) {
        Derivation read = store.readDerivation(derivation);
        return read.outputs().keySet().stream()
                .anyMatch(name -> object.equals(read.outputPath(store.storeDir(), name)));
    }

    /** The paths that the words and flags mean. */
    final SortedSet<StorePath> paths(Evaluators world) {
        return all ? all(world) : named(world);
    }

    private SortedSet<StorePath> all(Evaluators world) {
        List<String> given = input.after(session, words);
        EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
            new Buildables(session, world, evaluation, locking, installables).check(ev, given);
            return given;
        });
        if (!given.isEmpty()) {
            throw new UsageException("'--all' does not expect arguments");
        }
        return world.store().paths();
    }

    private SortedSet<StorePath> named(Evaluators world) {
        TreeSet<StorePath> paths = new TreeSet<>();
        List<Buildable> named = input.find(session, words, given -> find(world, given));
        if (!derivations) {
            new Realisation(session, world.store()).announceMissing(named);
        }
        for (Buildable found : named) {
            if (derivations) {
                paths.add(derivation(world.store(), found));
            } else {
                paths.addAll(found.links().keySet());
            }
        }
        if (recursive) {
            return world.store().closure(paths);
        }
        return paths;
    }
}
