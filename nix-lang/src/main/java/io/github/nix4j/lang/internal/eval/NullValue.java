package io.github.nix4j.lang.internal.eval;

/** Nix's null; the one object is the only one. */
public final class NullValue extends Value {
    public static final NullValue NULL = new NullValue();

    private NullValue() {}

    @Override
    public String typeName() {
        return "null";
    }

    @Override
    public String describeType() {
        return "null";
    }
}
