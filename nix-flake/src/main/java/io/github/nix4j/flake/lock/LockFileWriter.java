package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns nodes into JSON. A node is called like the input by which it is first reached, depth first in byte order of the
 * names; {@code _2}, {@code _3} and so on are appended to a name that is taken. The root takes {@code root} first.
 */
final class LockFileWriter {
    private final IdentityHashMap<LockNode, String> keys = new IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final SortedMap<String, Object> nodes = new TreeMap<>();

    IdentityHashMap<LockNode, String> keys() {
        return keys;
    }

    SortedMap<String, Object> json(LockNode root) {
        SortedMap<String, Object> file = new TreeMap<>();
        file.put("root", add("root", root));
        file.put("nodes", nodes);
        file.put("version", (long) LockFile.VERSION);
        return file;
    }

    private String add(String name, LockNode node) {
        String known = keys.get(node);
        if (known != null) {
            return known;
        }
        String key = name;
        for (int n = 2; !taken.add(key); n++) {
            key = name + "_" + n;
        }
        keys.put(node, key);
        Map<String, Object> json = new TreeMap<>();
        nodes.put(key, json);
        if (!node.inputs().isEmpty()) {
            Map<String, Object> inputs = new TreeMap<>();
            node.inputs()
                    .forEach((input, edge) -> inputs.put(
                            input,
                            edge instanceof LockEdge.To to
                                    ? add(input, to.node())
                                    : ((LockEdge.Follows) edge).path().names()));
            json.put("inputs", inputs);
        }
        if (node instanceof LockedNode locked) {
            json.put("original", attributes(locked.original()));
            json.put("locked", attributes(locked.locked()));
            if (!locked.isFlake()) {
                json.put("flake", false);
            }
            InputPath parent = locked.parent();
            if (parent != null) {
                json.put("parent", parent.names());
            }
        }
        return key;
    }

    private static @Nullable Object attributes(FlakeRef ref) {
        return FlakeJson.object(ref.toAttributes().without("__final"));
    }
}
