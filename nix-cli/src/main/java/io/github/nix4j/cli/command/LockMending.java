package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.analysis.DuplicateInput;
import io.github.nix4j.flake.analysis.DuplicateInput.Merge;
import io.github.nix4j.flake.analysis.LockAnalysis;
import io.github.nix4j.flake.analysis.LockReport;
import io.github.nix4j.flake.edit.EditableFlake;
import io.github.nix4j.flake.ref.FlakeRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mends what was found in the lock file of a flake in a local directory, and tells what it changed. */
final class LockMending {
    private final FlakeLoader loader;
    private final FlakeRef ref;
    private final LockAnalysis analysis;
    private final FlakeFlags locking;
    private final Session session;

    LockMending(FlakeLoader loader, FlakeRef ref, LockAnalysis analysis, FlakeFlags locking, Session session) {
        this.loader = loader;
        this.ref = ref;
        this.analysis = analysis;
        this.locking = locking;
        this.session = session;
    }

    /**
     * Merges inputs and takes away nodes that nothing uses.
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
        // The lock file may be older than flake.nix, and only that it is locked again may be missing.
        boolean edited = merges && edit(file, merges(planned(), all));
        locking.writeForSure();
        locking.failOnUnlocked();
        Flake flake = loader.load(ref, locking.mode(loader, session), locking.output(session));
        if (merges && !edited) {
            session.tell("flake.nix is as it was: only its lock file was old");
        }
        if (!report.unreachable().isEmpty()) {
            // Locking reads over such nodes, and takes the file for what it should be.
            try {
                flake.lockFile().writeTo(file.lockFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            session.tell("removed from flake.lock: " + String.join(", ", report.unreachable()));
        }
        return analysis.of(flake.lockFile());
    }

    private LockReport planned() {
        return analysis.of(loader.plan(ref, locking.mode(loader, session)).after());
    }

    private static List<Merge> merges(LockReport report, boolean all) {
        List<Merge> merges = new ArrayList<>();
        for (DuplicateInput duplicate : report.duplicates()) {
            duplicate.merges().stream()
                    .filter(merge -> all || merge.sameReference())
                    .forEach(merges::add);
        }
        return merges;
    }

    /** Writes the definitions that merge inputs; returns whether there were any. */
    private boolean edit(LocalFlakeFile file, List<Merge> merges) {
        if (merges.isEmpty()) {
            return false;
        }
        EditableFlake flake = file.read();
        for (Merge merge : merges) {
            flake = flake.setFollows(merge.input(), merge.target().toString());
        }
        file.write(flake);
        merges.forEach(merge -> session.tell("added " + merge.definition()));
        loader.forget();
        return true;
    }
}
