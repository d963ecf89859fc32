package io.github.nix4j.lang.internal.eval;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of one engine and their ordinals. The order of interning is observable: it is the order in which attribute sets
 * store their attributes, and so decides which of several failing attributes is met first. Thread-safe.
 */
public final class SymbolTable {
    private final ConcurrentHashMap<String, Integer> ordinals = new ConcurrentHashMap<>(4096);
    private volatile String[] names = new String[1024];
    private final ShapeTable shapes = new ShapeTable();
    private int size;

    /** The ordinal of {@code name} (byte text), given now if it is new. */
    public int intern(String name) {
        Integer ordinal = ordinals.get(name);
        return ordinal != null ? ordinal : add(name);
    }

    /** The ordinal of {@code name} if it has one, else -1. */
    public int find(String name) {
        Integer ordinal = ordinals.get(name);
        return ordinal == null ? -1 : ordinal;
    }

    private synchronized int add(String name) {
        Integer known = ordinals.get(name);
        if (known != null) {
            return known;
        }
        int ordinal = size;
        String[] grown = names;
        if (ordinal == grown.length) {
            grown = Arrays.copyOf(grown, ordinal * 2);
        }
        grown[ordinal] = name;
        // A volatile write after the element: a reader that has the ordinal sees the name.
        names = grown;
        size = ordinal + 1;
        ordinals.put(name, ordinal);
        return ordinal;
    }

    /** The name of an ordinal that {@link #intern} gave. */
    public String name(int ordinal) {
        return names[ordinal];
    }

    /** The shape of {@code symbols}, which are ascending, without duplicates, and not changed afterwards. */
    public Shape shape(int[] symbols) {
        return shapes.of(symbols);
    }

    /** How many names there are. */
    public synchronized int size() {
        return size;
    }
}
