package io.github.nix4j.cli.command;

import io.github.nix4j.flake.lock.LockEdge;
import io.github.nix4j.flake.lock.LockNode;
import io.github.nix4j.flake.lock.LockedNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Walks over what a lock file pins. */
final class LockedInputs {
    private LockedInputs() {}

    /** Every node below {@code root} once: its inputs, then theirs, and so on. */
    static List<List<LockedNode>> levels(LockNode root) {
        List<List<LockedNode>> levels = new ArrayList<>();
        Set<LockNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<? extends LockNode> above = List.of(root);
        while (!above.isEmpty()) {
            List<LockedNode> level = new ArrayList<>();
            for (LockNode node : above) {
                for (LockEdge edge : node.inputs().values()) {
                    if (edge instanceof LockEdge.To to && seen.add(to.node())) {
                        level.add(to.node());
                    }
                }
            }
            if (!level.isEmpty()) {
                levels.add(level);
            }
            above = level;
        }
        return levels;
    }

    /**
     * The inputs of {@code node} by name, and so on: what JSON listings show.
     *
     * @param describe the fields of an input besides its own inputs
     */
    static Map<String, Object> tree(LockNode node, Function<LockedNode, Map<String, Object>> describe) {
        Map<String, Object> inputs = new TreeMap<>();
        node.inputs().forEach((name, edge) -> {
            if (edge instanceof LockEdge.To to) {
                Map<String, Object> fields = new TreeMap<>(describe.apply(to.node()));
                fields.put("inputs", tree(to.node(), describe));
                inputs.put(name, fields);
            }
        });
        return inputs;
    }
}
