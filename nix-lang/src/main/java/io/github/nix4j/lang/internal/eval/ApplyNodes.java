package io.github.nix4j.lang.internal.eval;

/**
 * Code of the thunks that builtins such as {@code map} and {@code genList} make: the call of a function, whose "environment"
 * is the function and its arguments.
 */
public final class ApplyNodes extends Node {
    private static final ApplyNodes ONE = new ApplyNodes(1);
    private static final ApplyNodes TWO = new ApplyNodes(2);

    private final int arguments;

    private ApplyNodes(int arguments) {
        this.arguments = arguments;
    }

    /** A cell that becomes {@code function a}. */
    public static Value delay(Evaluation ev, Value function, Value a) {
        ev.thunksMade++;
        return new Thunk(ONE, new Object[] {function, a});
    }

    /** A cell that becomes {@code function a b}. */
    public static Value delay(Evaluation ev, Value function, Value a, Value b) {
        ev.thunksMade++;
        return new Thunk(TWO, new Object[] {function, a, b});
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return evalAt(env, ev, 0);
    }

    @Override
    Value evalAt(Object[] env, Evaluation ev, int pos) {
        Value function = (Value) env[0];
        return arguments == 1
                ? Calls.call(ev, function, (Value) env[1], pos)
                : Calls.call(ev, function, (Value) env[1], (Value) env[2], pos);
    }
}
