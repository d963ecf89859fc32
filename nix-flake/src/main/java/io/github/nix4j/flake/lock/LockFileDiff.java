package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two lock files, by path.
 *
 * @param changes in order of their paths
 */
public record LockFileDiff(List<Change> changes) {
    public LockFileDiff {
        changes = List.copyOf(changes);
    }

    /**
     * One input that is new, gone or other.
     *
     * @param before null if it is new
     * @param after null if it is gone
     */
    public record Change(
            InputPath path,
            @Nullable LockEdge before,
            @Nullable LockEdge after) {}

    /** Compares two lock files. */
    public static LockFileDiff between(LockFile before, LockFile after) {
        SortedMap<InputPath, LockEdge> old = before.allInputs();
        SortedMap<InputPath, LockEdge> fresh = after.allInputs();
        TreeSet<InputPath> paths = new TreeSet<>(old.keySet());
        paths.addAll(fresh.keySet());
        List<Change> changes = new ArrayList<>();
        for (InputPath path : paths) {
            LockEdge from = old.get(path);
            LockEdge to = fresh.get(path);
            if (from == null || to == null || !same(from, to)) {
                changes.add(new Change(path, from, to));
            }
        }
        return new LockFileDiff(changes);
    }

    private static boolean same(LockEdge a, LockEdge b) {
        if (a instanceof LockEdge.To from && b instanceof LockEdge.To to) {
            return from.node().locked().equals(to.node().locked());
        }
        return a.equals(b);
    }

    /** The lines that Nix shows, without colours, as byte text; empty if nothing differs. */
    public String text() {
        StringBuilder out = new StringBuilder();
        String bullet = "\u00e2\u0080\u00a2 ";
        String arrow = "\u00e2\u0086\u0092 ";
        for (Change change : changes) {
            LockEdge before = change.before();
            LockEdge after = change.after();
            if (after == null) {
                out.append(bullet)
                        .append("Removed input '")
                        .append(change.path())
                        .append("'\n");
            } else if (before == null) {
                out.append(bullet)
                        .append("Added input '")
                        .append(change.path())
                        .append("':\n    ")
                        .append(describe(after))
                        .append('\n');
            } else {
                out.append(bullet)
                        .append("Updated input '")
                        .append(change.path())
                        .append("':\n    ")
                        .append(describe(before));
                out.append("\n  ").append(arrow).append(describe(after)).append('\n');
            }
        }
        return out.toString();
    }

    private static String describe(LockEdge edge) {
        if (edge instanceof LockEdge.Follows follows) {
            return "follows '" + follows.path() + "'";
        }
        FlakeRef locked = ((LockEdge.To) edge).node().locked();
        Long modified = locked.input().lastModified();
        return "'" + locked + "'" + (modified == null ? "" : " (" + TimeText.date(modified) + ")");
    }
}
