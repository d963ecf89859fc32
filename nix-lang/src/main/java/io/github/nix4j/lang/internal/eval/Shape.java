package io.github.nix4j.lang.internal.eval;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of an attribute set: symbols in ascending order. Sets with the same names share their shape, unless they are large
 * ({@link SymbolTable#shape}); its identity is what inline caches compare.
 */
public final class Shape {
    public static final Shape EMPTY = new Shape(new int[0], null);

    private static final int LINEAR = 8;

    /** Some shapes are searched thousands of times, others hardly ever: the table pays after about so many. */
    private static final int SEARCHES_BEFORE_TABLE = 16;

    final int[] symbols;
    private final @Nullable ShapeTable table; // null: in none
    private @Nullable Indexes nameOrder;
    private int searches; // counted by several threads at once, and not exactly
    private @Nullable Indexes hashed; // open addressing: one more than the index of a symbol, at its hash or after it

    /** Found out by whoever needs it first. The final field makes it safe to hand to other threads by a race. */
    private record Indexes(int[] array) {}

    /** {@code symbols} are ascending, without duplicates, and not changed afterwards. */
    Shape(int[] symbols, @Nullable ShapeTable table) {
        this.symbols = symbols;
        this.table = table;
    }

    /** A shape without symbols that is not {@link #EMPTY}. */
    static Shape ofNone() {
        return new Shape(EMPTY.symbols, null);
    }

    /** The shape of other symbols of the same engine. */
    public Shape ofOthers(int[] others) {
        return table == null ? new Shape(others, null) : table.of(others);
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
        return indexInTable(symbol);
    }

    private int indexInTable(int symbol) {
        Indexes known = hashed;
        if (known == null) {
            if (++searches > SEARCHES_BEFORE_TABLE) {
                hashed = new Indexes(makeTable()); // racing threads make equal ones
            }
            return Arrays.binarySearch(symbols, symbol);
        }
        int[] t = known.array;
        int at = hash(symbol) & t.length - 1;
        for (int found = t[at]; found != 0; found = t[at]) {
            if (symbols[found - 1] == symbol) {
                return found - 1;
            }
            at = at + 1 & t.length - 1;
        }
        return -1;
    }

    private int[] makeTable() {
        int[] made = new int[Integer.highestOneBit(symbols.length) << 2];
        for (int i = 0; i < symbols.length; i++) {
            int at = hash(symbols[i]) & made.length - 1;
            while (made[at] != 0) {
                at = at + 1 & made.length - 1;
            }
            made[at] = i + 1;
        }
        return made;
    }

    /** Symbols are small numbers, many of them in a row. */
    private static int hash(int symbol) {
        int h = symbol * 0x9e3779b9;
        return h ^ h >>> 16;
    }

    /** The indexes in the byte order of the names: the order in which attributes are listed. Computed once. */
    public int[] nameOrder(SymbolTable names) {
        Indexes order = nameOrder;
        if (order == null) {
            order = new Indexes(sortByName(names));
            nameOrder = order; // racing threads compute equal ones
        }
        return order.array;
    }

    private int[] sortByName(SymbolTable names) {
        int n = symbols.length;
        record Named(String name, int index) {}
        Named[] named = new Named[n];
        for (int i = 0; i < n; i++) {
            named[i] = new Named(names.name(symbols[i]), i);
        }
        Arrays.sort(named, (a, b) -> a.name.compareTo(b.name));
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = named[i].index;
        }
        return order;
    }

    /** Equal names, of one engine. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape shape && Arrays.equals(shape.symbols, symbols);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(symbols);
    }
}
