package io.github.nix4j.lang.internal.eval;

/** A builtin as a value. */
public final class BuiltinValue extends FunctionValue {
    public final Builtin builtin;

    public BuiltinValue(Builtin builtin) {
        this.builtin = builtin;
    }

    @Override
    public String describeType() {
        return "the built-in function '" + builtin.name() + "'";
    }
}
