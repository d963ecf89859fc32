package io.github.nix4j.lang.internal.eval;

import org.jspecify.annotations.Nullable;

/** An attribute set in one layer: a shape and, index by index, the cells and positions. */
public final class FlatAttrs extends AttrsValue {
    public static final FlatAttrs EMPTY = new FlatAttrs(Shape.EMPTY, new Value[0], null);

    public final Shape shape;
    public final Value[] values;

    /**
     * Positions by index, shared by the sets of a literal; null if none is known. One further element is the position of the
     * literal itself.
     */
    final int @Nullable [] positions;

    public FlatAttrs(Shape shape, Value[] values, int @Nullable [] positions) {
        this(values, positions, values.length == 0 ? Shape.EMPTY : shape);
    }

    private FlatAttrs(Value[] values, int @Nullable [] positions, Shape shape) {
        this.shape = shape;
        this.values = values;
        this.positions = positions;
    }

    /**
     * An empty set that was made for attributes of which none came. Printers, which go by identity, see one storage in all other
     * empty sets, and another one here.
     */
    public static FlatAttrs emptied() {
        return new FlatAttrs(EMPTY.values, null, Shape.ofNone());
    }

    /** What is the same for sets that printers take for one. */
    public Object identity() {
        return values.length == 0 ? shape : this;
    }

    @Override
    public @Nullable Value get(int symbol) {
        return at(shape.indexOf(symbol));
    }

    /** The cell at {@code index}; null for a negative one. */
    public @Nullable Value at(int index) {
        return index < 0 ? null : values[index];
    }

    @Override
    public int position(int symbol) {
        int i = shape.indexOf(symbol);
        return i < 0 ? 0 : positionAt(i);
    }

    @Override
    public int pos() {
        return positions != null && positions.length > values.length ? positions[values.length] : 0;
    }

    public int symbolAt(int index) {
        return shape.symbols[index];
    }

    public Value valueAt(int index) {
        return values[index];
    }

    public int positionAt(int index) {
        return positions == null ? 0 : positions[index];
    }

    /** The indexes in the byte order of the names. */
    public int[] nameOrder(SymbolTable table) {
        return shape.nameOrder(table);
    }

    /** A set of the same names and positions with other cells. */
    public FlatAttrs withValues(Value[] others) {
        return new FlatAttrs(shape, others, positions);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public FlatAttrs flat() {
        return this;
    }

    @Override
    int layers() {
        return 1;
    }

    @Override
    int sizeAtLeast() {
        return values.length;
    }
}
