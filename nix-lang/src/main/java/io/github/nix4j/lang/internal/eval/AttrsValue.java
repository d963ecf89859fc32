package io.github.nix4j.lang.internal.eval;

import org.jspecify.annotations.Nullable;

/**
 * An attribute set: flat, or a flat one layered over another (what {@code //} of large sets makes, so that they are not
 * copied). Immutable to programs.
 */
public abstract class AttrsValue extends Value {
    /** The cell of attribute {@code symbol}, or null. */
    public abstract @Nullable Value get(int symbol);

    /** Where attribute {@code symbol} was defined; 0 if it is absent or its place unknown. */
    public abstract int position(int symbol);

    public abstract int size();

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The same set in one layer, for going through all attributes. Computed once. */
    public abstract FlatAttrs flat();

    /** How many layers there are; 1 for a flat set. */
    abstract int layers();

    /** A size that needs no flattening and is not above the set's own. */
    abstract int sizeAtLeast();

    /** Where the set's literal stands; 0 if it has none. */
    public int pos() {
        return 0;
    }

    @Override
    public String typeName() {
        return "set";
    }

    @Override
    public String describeType() {
        return "a set";
    }
}
