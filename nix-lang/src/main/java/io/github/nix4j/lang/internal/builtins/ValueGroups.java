package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Collects cells into lists by name. Not thread-safe. */
final class ValueGroups {
    private static final class Group {
        private Value[] items = new Value[4];
        private int size;

        void add(Value item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
            }
            items[size++] = item;
        }
    }

    private final Map<Integer, Group> groups = new HashMap<>();

    void add(int symbol, Value item) {
        groups.computeIfAbsent(symbol, key -> new Group()).add(item);
    }

    /** A set of the lists; elements keep the order in which they came. */
    FlatAttrs build(Evaluation ev) {
        AttrsBuilder attrs = ev.newAttrs(groups.size());
        groups.forEach((symbol, group) -> attrs.add(symbol, new ListValue(Arrays.copyOf(group.items, group.size))));
        return attrs.build();
    }
}
