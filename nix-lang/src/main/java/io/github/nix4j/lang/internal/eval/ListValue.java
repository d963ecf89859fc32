package io.github.nix4j.lang.internal.eval;

/** A list. The array is never changed once the list is visible to a program. */
public final class ListValue extends Value {
    public static final ListValue EMPTY = new ListValue(new Value[0]);

    public final Value[] items;

    public ListValue(Value... items) {
        this.items = items;
    }

    public int size() {
        return items.length;
    }

    @Override
    public String typeName() {
        return "list";
    }

    @Override
    public String describeType() {
        return "a list";
    }
}
