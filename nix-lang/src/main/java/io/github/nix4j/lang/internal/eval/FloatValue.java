package io.github.nix4j.lang.internal.eval;

/** A double. */
public final class FloatValue extends Value {
    public final double value;

    public FloatValue(double value) {
        this.value = value;
    }

    @Override
    public String typeName() {
        return "float";
    }

    @Override
    public String describeType() {
        return "a float";
    }
}
