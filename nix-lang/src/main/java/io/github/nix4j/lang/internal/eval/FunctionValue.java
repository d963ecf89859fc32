package io.github.nix4j.lang.internal.eval;

/** Anything that can be called and is not a set: a closure, a builtin, a partly applied builtin. */
public abstract class FunctionValue extends Value {
    @Override
    public String typeName() {
        return "lambda";
    }

    @Override
    public String describeType() {
        return "a function";
    }
}
