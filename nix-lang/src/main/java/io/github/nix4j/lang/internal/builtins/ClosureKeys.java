package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.Ordering;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that {@code genericClosure} has met. Not thread-safe.
 *
 * <p>As long as all keys are strings, or all are integers, a hash set tells whether one is new. Other keys go into a search tree, since the order
 * of comparisons decides which of several keys that cannot be compared an error names, and what NaN is equal to.
 */
final class ClosureKeys {
    /** The cell of a key with the element it came from. */
    private record Key(Value cell, Value element) {}

    private final Evaluation ev;
    /** Texts, or {@link Long}s. */
    private final Set<Object> plain = new HashSet<>();

    private final List<Key> plainKeys = new ArrayList<>();
    private @Nullable TreeMap<Key, Key> tree;

    ClosureKeys(Evaluation ev) {
        this.ev = ev;
    }

    /** Whether the key in {@code cell}, which has been evaluated, is new. */
    boolean add(Value cell, Value element) {
        Value key = cell.peek();
        if (tree == null) {
            Object content =
                    key instanceof StringValue s ? s.text : key instanceof IntValue i ? (Object) i.value : null;
            if (content != null
                    && (plainKeys.isEmpty() || plainKeys.get(0).cell.peek().getClass() == key.getClass())) {
                return plain.add(content) && plainKeys.add(new Key(cell, element));
            }
            tree = new TreeMap<>(this::compare);
            for (Key known : plainKeys) {
                insert(tree, known);
            }
        }
        Key wanted = new Key(cell, element);
        try {
            return insert(tree, wanted);
        } catch (NixException e) {
            throw framed(e, tree, wanted);
        }
    }

    /** Goes left where the wanted key is less, else right, and asks at the end whether the nearest smaller one is less. */
    private boolean insert(TreeMap<Key, Key> keys, Key wanted) {
        Map.Entry<Key, Key> lower = keys.lowerEntry(wanted);
        if (lower != null && !isLess(lower.getKey(), wanted)) {
            return false;
        }
        keys.put(wanted, wanted);
        return true;
    }

    /** Never 0 for two keys: {@link #insert} says what is equal. The map itself compares the first key to itself. */
    private int compare(Key a, Key b) {
        return a == b ? 0 : isLess(a, b) ? -1 : 1;
    }

    private boolean isLess(Key a, Key b) {
        return Ordering.lessThan(ev, a.cell, b.cell, 0, "");
    }

    private NixException framed(NixException e, TreeMap<Key, Key> keys, Key wanted) {
        for (Key other : keys.keySet()) {
            try {
                isLess(wanted, other);
            } catch (NixException incomparable) {
                ev.errors.placelessFrame(e, "with element %s", ev.errors.show(other.element));
                return ev.errors.placelessFrame(e, "while comparing element %s", ev.errors.show(wanted.element));
            }
        }
        return ev.errors.placelessFrame(e, "while checking key of element %s", ev.errors.show(wanted.element));
    }
}
