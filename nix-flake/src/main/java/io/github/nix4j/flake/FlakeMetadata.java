package io.github.nix4j.flake;

import io.github.nix4j.flake.lock.LockEdge;
import io.github.nix4j.flake.lock.LockNode;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.TimeText;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.StoreDir;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code nix flake metadata} tells of a flake. All text is byte text. */
public final class FlakeMetadata {
    private static final String BOLD = "\u001b[1m";
    private static final String NORMAL = "\u001b[0m";
    private static final String BRANCH = ByteText.fromUnicode("├───");
    private static final String LAST = ByteText.fromUnicode("└───");
    private static final String LINE = ByteText.fromUnicode("│   ");
    private static final String GAP = "    ";

    private final Flake flake;
    private final StoreDir storeDir;

    public FlakeMetadata(Flake flake, StoreDir storeDir) {
        this.flake = flake;
        this.storeDir = storeDir;
    }

    /** The metadata as JSON, in the representation of {@link FlakeJson}. */
    public SortedMap<String, Object> toJson() {
        SortedMap<String, Object> json = new TreeMap<>();
        Input input = flake.locked().input();
        put(json, "description", flake.file().description());
        reference(json, "originalUrl", "original", flake.original());
        reference(json, "resolvedUrl", "resolved", flake.resolved());
        reference(json, "url", "locked", flake.locked());
        put(json, "revision", input.rev());
        put(json, "dirtyRevision", input.attributes().text("dirtyRev"));
        put(json, "revCount", input.revCount());
        put(json, "lastModified", input.lastModified());
        put(json, "path", storeDir.print(flake.storePath()));
        put(json, "locks", flake.lockFile().toJson());
        put(json, "fingerprint", flake.fingerprint());
        return json;
    }

    private static void reference(SortedMap<String, Object> json, String url, String attributes, FlakeRef ref) {
        json.put(url, ref.toString());
        json.put(attributes, FlakeJson.object(ref.toAttributes()));
    }

    private static void put(SortedMap<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /**
     * The metadata as lines for people, with terminal colours.
     *
     * @param zone where the reader is
     */
    public List<String> toLines(ZoneId zone) {
        List<String> lines = new ArrayList<>();
        Input input = flake.locked().input();
        line(lines, "Resolved URL:", flake.resolved());
        line(lines, "Locked URL:", input.isLocked() ? flake.locked() : null);
        line(lines, "Description:", flake.file().description());
        line(lines, "Path:", storeDir.print(flake.storePath()));
        line(lines, "Revision:", input.rev());
        line(lines, "Revision:", input.attributes().text("dirtyRev"));
        line(lines, "Revisions:", input.revCount());
        Long modified = input.lastModified();
        line(lines, "Last modified:", modified == null ? null : TimeText.dateAndTime(modified, zone));
        line(lines, "Fingerprint:", flake.fingerprint());
        LockNode root = flake.lockFile().root();
        if (!root.inputs().isEmpty()) {
            lines.add(BOLD + "Inputs:" + NORMAL);
        }
        Set<LockNode> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        visited.add(root);
        inputs(lines, root, "", visited);
        return lines;
    }

    private static void line(List<String> lines, String label, @Nullable Object value) {
        if (value != null) {
            int width = "Last modified: ".length();
            lines.add(BOLD + label + NORMAL + " ".repeat(width - label.length()) + value);
        }
    }

    private static void inputs(List<String> lines, LockNode node, String prefix, Set<LockNode> visited) {
        String last = node.inputs().isEmpty() ? "" : node.inputs().lastKey();
        node.inputs().forEach((name, edge) -> {
            boolean isLast = name.equals(last);
            String label = prefix + (isLast ? LAST : BRANCH) + BOLD + name + NORMAL;
            if (edge instanceof LockEdge.To to) {
                FlakeRef locked = to.node().locked();
                Long modified = locked.input().lastModified();
                lines.add(label + ": " + locked
                        + (modified == null ? "" : " (" + TimeText.dateAndTime(modified, ZoneOffset.UTC) + ")"));
                if (visited.add(to.node())) {
                    inputs(lines, to.node(), prefix + (isLast ? GAP : LINE), visited);
                }
            } else {
                lines.add(label + " follows input '" + ((LockEdge.Follows) edge).path() + "'");
            }
        });
    }
}
