package io.github.nix4j.lang.internal.eval;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects attributes in any order. When a name comes twice, the first one stays. Not thread-safe. */
public final class AttrsBuilder {
    private final SymbolTable names;
    private long[] keys; // symbol in the high half, index of arrival in the low half: one sort gives both
    private Value[] values;
    private int @Nullable [] positions;
    private int size;

    /** @param names of which the attributes are */
    public AttrsBuilder(SymbolTable names, int capacity) {
        this.names = names;
        int n = Math.max(capacity, 4);
        keys = new long[n];
        values = new Value[n];
    }

    public AttrsBuilder add(int symbol, Value value) {
        return add(symbol, value, 0);
    }

    public AttrsBuilder add(int symbol, Value value, int pos) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
            positions = positions == null ? null : Arrays.copyOf(positions, size * 2);
        }
        if (pos != 0 && positions == null) {
            positions = new int[keys.length];
        }
        if (positions != null) {
            positions[size] = pos;
        }
        keys[size] = (long) symbol << 32 | size;
        values[size++] = value;
        return this;
    }

    public int size() {
        return size;
    }

    public FlatAttrs build() {
        return build(0);
    }

    /** The set as the literal at {@code pos} gives it; 0 for one that no literal gives. */
    public FlatAttrs build(int pos) {
        if (size == 0) {
            return FlatAttrs.EMPTY;
        }
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.sort(sorted);
        int[] symbols = new int[size];
        Value[] cells = new Value[size];
        int[] given = positions;
        int[] places = given == null && pos == 0 ? null : new int[size + (pos == 0 ? 0 : 1)];
        int n = 0;
        for (int i = 0; i < size; i++) {
            int symbol = (int) (sorted[i] >> 32);
            if (n > 0 && symbols[n - 1] == symbol) {
                continue;
            }
            int from = (int) sorted[i];
            symbols[n] = symbol;
            cells[n] = values[from];
            if (places != null && given != null) {
                places[n] = given[from];
            }
            n++;
        }
        if (n < size) {
            symbols = Arrays.copyOf(symbols, n);
            cells = Arrays.copyOf(cells, n);
            places = places == null ? null : Arrays.copyOf(places, n + (pos == 0 ? 0 : 1));
        }
        if (places != null && pos != 0) {
            places[n] = pos;
        }
        return new FlatAttrs(names.shape(symbols), cells, places);
    }
}
