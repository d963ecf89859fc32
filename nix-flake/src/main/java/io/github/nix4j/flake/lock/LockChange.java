package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.TimeText;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One input that a plan locks other than it was, and why.
 *
 * @param before null if it is new
 * @param after null if it goes
 */
public record LockChange(
        InputPath path, @Nullable LockEdge before, @Nullable LockEdge after, LockReason reason) {
    /** What happens, in a word for programs: {@code added}, {@code removed} or {@code updated}. */
    public String keyword() {
        return before == null ? "added" : after == null ? "removed" : "updated";
    }

    /** What was locked; null if the input is new, or followed another one. */
    public @Nullable Input lockedBefore() {
        return locked(before);
    }

    /** What will be locked; null if the input goes, or follows another one. */
    public @Nullable Input lockedAfter() {
        return locked(after);
    }

    private static @Nullable Input locked(@Nullable LockEdge edge) {
        return edge instanceof LockEdge.To to ? to.node().locked().input() : null;
    }

    /** The change in lines for people, as Nix shows it, with the reason; byte text. */
    public String text() {
        LockFileDiff.Change change = new LockFileDiff.Change(path, before, after);
        return new LockFileDiff(List.of(change)).text() + "  because " + reason.text() + "\n";
    }

    /** The change as JSON, in the representation of {@link io.github.nix4j.flake.ref.FlakeJson}. */
    public SortedMap<String, Object> toJson() {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("input", path.toString());
        json.put("change", keyword());
        json.put("reason", reason.kind().keyword());
        json.put("because", reason.text());
        InputPath by = reason.by();
        if (by != null) {
            json.put("by", by.toString());
        }
        if (before != null) {
            json.put("before", state(before));
        }
        if (after != null) {
            json.put("after", state(after));
        }
        return json;
    }

    /** What an input is locked to; revision and dates as far as they are known. */
    private static SortedMap<String, Object> state(LockEdge edge) {
        SortedMap<String, Object> json = new TreeMap<>();
        if (edge instanceof LockEdge.Follows follows) {
            json.put("follows", follows.path().toString());
            return json;
        }
        LockedNode node = ((LockEdge.To) edge).node();
        FlakeRef locked = node.locked();
        json.put("url", locked.toString());
        json.put("original", node.original().toString());
        String rev = locked.input().rev();
        if (rev != null) {
            json.put("rev", rev);
        }
        String narHash = locked.input().narHash();
        if (narHash != null) {
            json.put("narHash", narHash);
        }
        Long modified = locked.input().lastModified();
        if (modified != null) {
            json.put("lastModified", modified);
            json.put("date", TimeText.date(modified));
        }
        return json;
    }
}
