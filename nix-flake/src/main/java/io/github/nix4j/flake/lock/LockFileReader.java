package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.JsonTypeException;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.ErrorAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns JSON into nodes; only those that the root reaches are looked at. */
final class LockFileReader {
    private static final int OLDEST_VERSION = 5;

    private final String name;
    private final ReferenceRules rules;
    private final Map<String, LockNode> nodes = new HashMap<>();
    private String rootKey = "";

    LockFileReader(String name, ReferenceRules rules) {
        this.name = name;
        this.rules = rules;
    }

    LockFile read(String content) {
        Object whole = json(content);
        if (!(whole instanceof Map)) {
            throw JsonTypeException.noObject(whole);
        }
        Map<String, Object> file = FlakeJson.object(whole);
        int version = version(file);
        if (version < OLDEST_VERSION || version > LockFile.VERSION) {
            throw new FlakeException("lock file '" + name + "' has unsupported version " + version);
        }
        rootKey = text(file.get("root"));
        Object all = file.get("nodes");
        if (all != null && all != FlakeJson.NULL && !(all instanceof Map)) {
            throw JsonTypeException.noMember(all);
        }
        Map<String, Object> json = members(all);
        LockNode root = new LockNode();
        nodes.put(rootKey, root);
        readInputs(root, members(json.get(rootKey)), json, 0);
        return new LockFile(root);
    }

    private static int version(Map<String, Object> file) {
        Object version = file.getOrDefault("version", 0L);
        if (version instanceof Double number) {
            // What no 32 bits hold becomes what processors make of it.
            return Math.abs(number) < 1L << 31 ? number.intValue() : Integer.MIN_VALUE;
        }
        if (version instanceof Number number) {
            return (int) number.longValue();
        }
        if (version instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        throw JsonTypeException.expected("number", version);
    }

    /** What is no object has no members, as in Nix: inputs of a root that is none are locked anew. */
    private static Map<String, Object> members(@Nullable Object value) {
        return value instanceof Map ? FlakeJson.object(value) : Map.of();
    }

    private Object json(String content) {
        try {
            return FlakeJson.read(content);
        } catch (FlakeException e) {
            if (e.nixMessage().text().startsWith("[json.exception.out_of_range")) {
                // Nix knows its JSON library's other errors only.
                throw ErrorAccess.withoutTrace(e);
            }
            throw new FlakeException(
                    "Could not parse '" + name + "': " + e.nixMessage().text(), 1, e);
        }
    }

    private void readInputs(LockNode node, Map<String, Object> json, Map<String, Object> all, int depth) {
        if (!json.containsKey("inputs")) {
            return;
        }
        FlakeJson.items(json.get("inputs")).forEach((input, target) -> {
            if (target instanceof List<?> path) {
                node.put(input, new LockEdge.Follows(inputPath(path)));
            } else {
                node.put(input, new LockEdge.To(node(text(target), all, depth + 1)));
            }
        });
    }

    private LockedNode node(String key, Map<String, Object> all, int depth) {
        LockNode known = nodes.get(key);
        if (known == null) {
            if (!all.containsKey(key)) {
                throw new FlakeException("lock file references missing node '" + key + "'");
            }
            if (depth > NodeTrail.DEEPEST) {
                throw new FlakeException("the inputs in the lock file '" + name + "' lie more than " + NodeTrail.DEEPEST
                        + " deep in each other, at node '" + key + "'; remove the file if it says so without need");
            }
            Map<String, Object> json = members(all.get(key));
            LockedNode node = lockedNode(json);
            nodes.put(key, node);
            readInputs(node, json, all, depth);
            return node;
        }
        if (key.equals(rootKey)) {
            throw new FlakeException("lock file contains cycle to root node");
        }
        return (LockedNode) known;
    }

    private LockedNode lockedNode(Map<String, Object> json) {
        InputAttributes attributes = FlakeJson.attributes(require(json, "locked"));
        if (json.containsKey("info")) {
            // Version 5 keeps what is known of the tree apart.
            for (var entry : FlakeJson.attributes(json.get("info")).asMap().entrySet()) {
                attributes = attributes.with(entry.getKey(), entry.getValue());
            }
        }
        FlakeRef locked = FlakeRef.fromAttributes(attributes, rules);
        FlakeRef original = FlakeRef.fromAttributes(FlakeJson.attributes(require(json, "original")), rules);
        Object flake = json.getOrDefault("flake", true);
        if (!(flake instanceof Boolean isFlake)) {
            throw JsonTypeException.expected("boolean", flake);
        }
        Object parent = json.get("parent");
        if (parent != null && !(parent instanceof List)) {
            throw JsonTypeException.expected("array", parent);
        }
        InputPath parentPath = parent instanceof List<?> path ? inputPath(path) : null;
        Input input = locked.input();
        if (!input.isLocked() && input.relativePath() == null) {
            if (input.narHash() == null) {
                throw new FlakeException("Lock file contains unlocked input '" + input.attributes()
                        + "'. Use '--allow-dirty-locks' to accept this lock file.");
            }
            rules.warnings()
                    .accept(
                            "Lock file entry '" + locked
                                    + "' is unlocked (e.g. lacks a Git revision) but is checked by "
                                    + "NAR hash. This is not reproducible and will break after garbage collection or when shared.");
        }
        return new LockedNode(locked.withInput(input.asFinal()), original, isFlake, parentPath);
    }

    private static Object require(Map<String, Object> json, String attribute) {
        Object value = json.get(attribute);
        if (value == null) {
            throw new FlakeException("attribute '" + attribute + "' missing in lock file");
        }
        return value;
    }

    private static InputPath inputPath(List<?> names) {
        List<String> path = new ArrayList<>();
        for (Object element : names) {
            path.add(text(element));
        }
        return new InputPath(path);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw JsonTypeException.expected("string", value);
    }
}
