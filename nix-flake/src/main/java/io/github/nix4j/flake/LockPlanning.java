package io.github.nix4j.flake;

import io.github.nix4j.flake.fetch.FetchAhead;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.InputFetcher;
import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.lock.FlakeSource;
import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.lock.LockPlan;
import io.github.nix4j.flake.lock.Locker;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out what lock files should be, and does with them what is asked for. */
record LockPlanning(
        FetchSettings settings,
        InputFetcher fetcher,
        FlakeTrees trees,
        LockFileStorage storage,
        Consumer<NameHint> hints) {
    /** The same with other means to fetch. */
    LockPlanning with(InputFetcher otherFetcher, FlakeTrees otherTrees) {
        return new LockPlanning(settings, otherFetcher, otherTrees, storage, hints);
    }

    /** @param reference another old lock file than that beside {@code flake.nix}; null for that */
    LockPlan plan(FlakeSource flake, LockMode mode, @Nullable Path reference) {
        return FlakeException.duringLate(() -> updating(flake), () -> {
            if (!settings.allowDirty() && reference != null) {
                throw new FlakeException(
                        "reference lock file was provided, but the `allow-dirty` setting is set to false");
            }
            LockFile before = reference == null
                    ? trees.lockFile(flake)
                    : trees.lockFile(new SourcePath(DiskTree.of(reference), TreePath.ROOT));
            try (FetchAhead ahead = fetcher.ahead()) {
                return new Locker(trees.expecting(ahead), mode, settings.warnings(), hints).plan(flake, before);
            }
        });
    }

    private static String updating(FlakeSource flake) {
        return "while updating the lock file of flake '" + flake.locked() + "'";
    }

    /** As {@link FlakeLoader#apply}. */
    boolean apply(LockPlan plan, LockOutput output) {
        if (plan.isChange() && output.write() && output.file() == null) {
            storage.checkFresh(plan);
        }
        LockFileStorage.Outcome outcome = store(plan, output);
        return outcome == LockFileStorage.Outcome.UNCHANGED || outcome == LockFileStorage.Outcome.WRITTEN;
    }

    /** Does with the lock file what {@code output} says, whatever is there by now. */
    LockFileStorage.Outcome store(LockPlan plan, LockOutput output) {
        if (plan.isChange() && output.write() && plan.flake().isLate()) {
            // Its hash is that of the files before the lock file becomes one of them.
            plan.flake().locked();
        }
        return FlakeException.duringLate(() -> updating(plan.flake()), () -> {
            LockFileStorage.Outcome outcome = storage.store(plan, output);
            if (outcome == LockFileStorage.Outcome.WRITTEN) {
                fetcher.forget();
            }
            return outcome;
        });
    }
}
