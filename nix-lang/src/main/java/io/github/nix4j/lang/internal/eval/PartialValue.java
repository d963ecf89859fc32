package io.github.nix4j.lang.internal.eval;

import java.util.Arrays;

/** A builtin with fewer arguments than it takes. */
public final class PartialValue extends FunctionValue {
    public final BuiltinValue function;
    private final Value[] args;

    PartialValue(BuiltinValue function, Value[] args) {
        this.function = function;
        this.args = args;
    }

    int missing() {
        return function.builtin.arity() - args.length;
    }

    /** The arguments so far and {@code count} of {@code more} from index {@code from}. */
    Value[] with(Value[] more, int from, int count) {
        Value[] all = Arrays.copyOf(args, args.length + count);
        System.arraycopy(more, from, all, args.length, count);
        return all;
    }

    @Override
    public String describeType() {
        return "the partially applied built-in function '" + function.builtin.name() + "'";
    }
}
