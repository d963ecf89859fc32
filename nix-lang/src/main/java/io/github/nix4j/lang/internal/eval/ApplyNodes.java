package io.github.nix4j.lang.internal.eval;

import org.jspecify.annotations.Nullable;

/**
 * Code of the thunks that builtins such as {@code map} and {@code genList} make: the call of a function, whose "environment"
 * is the function and its arguments.
 */
public final class ApplyNodes extends Node {
    private static final ApplyNodes ONE = new ApplyNodes(1);
    private static final ApplyNodes TWO = new ApplyNodes(2);

    /** Stands where the first argument was when it has been passed. */
    private static final Object KEPT = new Object();

    private final int arguments;

    private ApplyNodes(int arguments) {
        this.arguments = arguments;
    }

    /** A cell that becomes {@code function a}. */
    public static Value delay(Evaluation ev, Value function, Value a) {
        return new Thunk(ONE, new Object[] {function, a});
    }

    /** A cell that becomes {@code function a b}. */
    public static Value delay(Evaluation ev, Value function, Value a, Value b) {
        return new Thunk(TWO, new Object[] {function, a, b});
    }

    /** Whether {@code env} is that of a delayed call: first in any other is an outer environment. */
    static boolean isCall(Object @Nullable [] env) {
        return env != null && env.length > 0 && env[0] instanceof Value;
    }

    /** The code that goes with the environment of a delayed call. */
    static ApplyNodes of(Object[] env) {
        return env.length == 2 ? ONE : TWO;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return evalAt(env, ev, 0);
    }

    /** Evaluates for a cell that is forced at {@code pos}, which is the place of the call. */
    Value evalAt(Object[] env, Evaluation ev, int pos) {
        Value function = (Value) env[0];
        if (arguments == 1) {
            return Calls.call(ev, function, (Value) env[1], pos);
        }
        if (ev.observer != null) {
            return Calls.call(ev, delay(ev, function, (Value) env[1]), (Value) env[2], pos);
        }
        return twice(env, ev, pos);
    }

    // As the reference makes it: a call, with the other one in it, whose result is kept for those who come here again.
    private static Value twice(Object[] env, Evaluation ev, int pos) {
        ev.enter(pos);
        try {
            if (env[1] != KEPT) {
                env[0] = Calls.call(ev, (Value) env[0], (Value) env[1], pos);
                env[1] = KEPT;
            }
            return Calls.callInside(ev, (Value) env[0], (Value) env[2], pos);
        } finally {
            ev.leave();
        }
    }
}
