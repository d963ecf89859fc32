package io.github.nix4j.lang.internal.eval;

import java.util.Arrays;

/**
 * The names of an attribute set: symbols in ascending order. Sets made by the same literal share their shape, which is what
 * inline caches compare.
 */
public final class Shape {
    private static final int[] EMPTY_ORDER = new int[0]; // before EMPTY, which uses it
    public static final Shape EMPTY = new Shape(new int[0]);

    private static final int LINEAR = 8;

    final int[] symbols;
    private int[] nameOrder = EMPTY_ORDER;

    /** {@code symbols} are ascending, without duplicates, and not changed afterwards. */
    public Shape(int[] symbols) {
        this.symbols = symbols;
    }

    public int size() {
        return symbols.length;
    }

    public int symbol(int index) {
        return symbols[index];
    }

    /** The index of {@code symbol}, or a negative number. */
    public int indexOf(int symbol) {
        int[] s = symbols;
        int n = s.length;
        if (n <= LINEAR) {
            for (int i = 0; i < n; i++) {
                if (s[i] == symbol) {
                    return i;
                }
            }
            return -1;
        }
        return Arrays.binarySearch(s, symbol);
    }

    /** The indexes in the byte order of the names: the order in which attributes are listed. Computed once. */
    public int[] nameOrder(SymbolTable table) {
        int[] order = nameOrder;
        if (order.length != symbols.length) {
            order = sortByName(table);
            nameOrder = order; // racing threads compute equal arrays
        }
        return order;
    }

    private int[] sortByName(SymbolTable table) {
        int n = symbols.length;
        record Named(String name, int index) {}
        Named[] named = new Named[n];
        for (int i = 0; i < n; i++) {
            named[i] = new Named(table.name(symbols[i]), i);
        }
        Arrays.sort(named, (a, b) -> a.name.compareTo(b.name));
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = named[i].index;
        }
        return order;
    }
}
