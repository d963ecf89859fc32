package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.analysis.DuplicateInput.Merge;
import io.github.nix4j.flake.analysis.LockAnalysis;
import io.github.nix4j.flake.analysis.LockReport;
import io.github.nix4j.flake.edit.EditableFlake;
import io.github.nix4j.flake.lock.LockPlan;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mends what was found in the lock file of a flake in a local directory, and tells what it changed. */
final class LockMending {
    private final FlakeLoader loader;
    private final UnsavedFiles unsaved;
    private final FlakeRef ref;
    private final LockAnalysis analysis;
    private final FlakeFlags locking;
    private final Session session;

    LockMending(Evaluators world, FlakeRef ref, LockAnalysis analysis, FlakeFlags locking, Session session) {
        this.loader = world.flakes().loader();
        this.unsaved = world.unsaved();
        this.ref = ref;
        this.analysis = analysis;
        this.locking = locking;
        this.session = session;
    }

    /**
     * Merges inputs and takes away nodes that nothing uses. Where locking fails, all files are as they were.
     *
     * @param all whether inputs are merged that ask for different states of the same, too
     * @return what the new lock file still has; null if the old one has nothing to mend, and was left alone
     */
    @Nullable
    LockReport mend(LockReport report, boolean all) {
        boolean merges = !merges(report, all).isEmpty();
        if (!merges && report.unreachable().isEmpty()) {
            return null;
        }
        LocalFlakeFile file = new LocalFlakeFile(loader, ref);
        locking.writeForSure();
        locking.failOnUnlocked();
        // The lock file may be older than flake.nix, and only that it is locked again may be missing.
        LockPlan plan = plan();
        List<Merge> made = merges ? merges(analysis.of(plan.after()), all) : List.of();
        if (made.isEmpty()) {
            loader.apply(plan, locking.output(session));
        } else {
            plan = merge(file, made);
        }
        if (merges && made.isEmpty()) {
            session.tell("flake.nix is as it was: only its lock file was old");
        }
        if (!report.unreachable().isEmpty()) {
            // Locking reads over such nodes, and takes the file for what it should be.
            try {
                plan.after().writeTo(file.lockFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            session.tell("removed from flake.lock: " + String.join(", ", report.unreachable()));
        }
        return analysis.of(plan.after());
    }

    private LockPlan plan() {
        return loader.plan(ref, locking.mode(loader, session));
    }

    private static List<Merge> merges(LockReport report, boolean all) {
        return all ? report.allMerges() : report.merges();
    }

    /** Locks the flake as it is with the definitions that merge inputs, and writes these once that is done. */
    private LockPlan merge(LocalFlakeFile file, List<Merge> merges) {
        EditableFlake edited = file.read();
        for (Merge merge : merges) {
            edited = edited.setFollows(merge.input(), merge.target().toString());
        }
        unsaved.put(file.path(), edited.bytes());
        loader.forget();
        LockPlan plan = plan();
        boolean locked = false;
        try {
            loader.apply(plan, locking.output(session));
            locked = true;
        } finally {
            // What fails after the lock file was written, such as its commit, leaves it there.
            if (locked || file.hasLockFile(plan.after())) {
                file.write(edited);
                merges.forEach(merge -> session.tell("added " + merge.definition()));
            }
        }
        unsaved.revert(file.path());
        loader.forget();
        return plan;
    }
}
