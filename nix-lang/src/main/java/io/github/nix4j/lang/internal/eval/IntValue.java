package io.github.nix4j.lang.internal.eval;

/** A 64-bit integer. */
public final class IntValue extends Value {
    private static final int LOW = -128;
    private static final IntValue[] SMALL = new IntValue[1152];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = new IntValue(i + LOW);
        }
    }

    public final long value;

    private IntValue(long value) {
        this.value = value;
    }

    public static IntValue of(long value) {
        long index = value - LOW;
        return index >= 0 && index < SMALL.length ? SMALL[(int) index] : new IntValue(value);
    }

    @Override
    public String typeName() {
        return "int";
    }

    @Override
    public String describeType() {
        return "an integer";
    }
}
