package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.lock.LockReason.Kind;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.store.tree.TreePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What locking a flake would change, and why. Nothing is written.
 *
 * @param flake the flake
 * @param before the lock file that there was
 * @param after the lock file that there should be
 * @param directories where the flakes and trees lie that had to be fetched, by their nodes in {@code after}
 * @param reasons why inputs could not be kept as they were, by their paths; also of inputs that turned out to be the same
 * @param unmatched what the caller named and no flake has
 * @param onDisk the text of the lock file in the flake's directory when the plan was made (ISO 8859-1); null if there was none,
 *     and for flakes elsewhere
 */
public record LockPlan(
        FlakeSource flake,
        LockFile before,
        LockFile after,
        Map<LockNode, TreePath> directories,
        SortedMap<InputPath, LockReason> reasons,
        List<UnmatchedInput> unmatched,
        @Nullable String onDisk) {
    public LockPlan {
        directories = Collections.unmodifiableMap(new IdentityHashMap<>(directories));
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        unmatched = List.copyOf(unmatched);
    }

    /** The same plan, made while this text was on disk. */
    public LockPlan withOnDisk(@Nullable String text) {
        return new LockPlan(flake, before, after, directories, reasons, unmatched, text);
    }

    /** Whether the file would be other than it is. */
    public boolean isChange() {
        return !after.equals(before);
    }

    /** What would change, input by input, as Nix tells it: of an entry, what is locked only. */
    public LockFileDiff diff() {
        return LockFileDiff.between(before, after);
    }

    /**
     * What would change, input by input in order of their paths, with the reasons. Inputs are here, too, of which the lock file
     * would note another reference, although what is locked stays the same.
     */
    public List<LockChange> changes() {
        SortedMap<InputPath, LockEdge> old = before.allInputs();
        SortedMap<InputPath, LockEdge> fresh = after.allInputs();
        TreeSet<InputPath> paths = new TreeSet<>(old.keySet());
        paths.addAll(fresh.keySet());
        List<LockChange> changes = new ArrayList<>();
        for (InputPath path : paths) {
            LockEdge from = old.get(path);
            LockEdge to = fresh.get(path);
            if (!same(from, to)) {
                changes.add(new LockChange(path, from, to, reason(path, from, to)));
            }
        }
        return List.copyOf(changes);
    }

    /** For logs: which flake, and what would change. */
    @Override
    public String toString() {
        return "LockPlan[" + flake.original() + ", " + changes().size() + " changes, " + unmatched.size()
                + " unmatched]";
    }

    private static boolean same(@Nullable LockEdge from, @Nullable LockEdge to) {
        if (from instanceof LockEdge.To a && to instanceof LockEdge.To b) {
            return a.node().locked().equals(b.node().locked())
                    && a.node().original().equals(b.node().original())
                    && a.node().isFlake() == b.node().isFlake()
                    && Objects.equals(a.node().parent(), b.node().parent());
        }
        return Objects.equals(from, to);
    }

    private LockReason reason(InputPath path, @Nullable LockEdge from, @Nullable LockEdge to) {
        LockReason known = reasons.get(path);
        if (to != null && known != null) {
            return known;
        }
        if (to == null) {
            // Of an input that goes with its flake, or follows another now, there is more to say.
            for (InputPath above = path.parent(); !above.isRoot(); above = above.parent()) {
                LockReason reason = reasons.get(above);
                if (reason != null) {
                    return new LockReason(Kind.WENT_WITH_ITS_FLAKE, above);
                }
            }
            return LockReason.of(Kind.UNUSED);
        }
        return LockReason.of(from == null ? Kind.NEW : Kind.FOLLOWS_CHANGED);
    }
}
