package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.NixException;
import java.util.Arrays;

/** Function application. */
public final class Calls {
    private Calls() {}

    public static Value call(Evaluation ev, Value function, Value arg, int pos) {
        if (ev.observer != null) {
            return observed(ev, ev.observer, function, new Value[] {arg}, pos);
        }
        ev.enter(pos);
        try {
            Value f = function.force(ev, pos);
            if (f instanceof Closure closure) {
                return callClosure(ev, closure, arg, pos);
            }
            return applyOne(ev, f, arg, pos);
        } finally {
            ev.leave();
        }
    }

    public static Value call(Evaluation ev, Value function, Value a, Value b, int pos) {
        return call(ev, function, new Value[] {a, b}, pos);
    }

    /** Calls without counting a call: the caller has. */
    static Value callInside(Evaluation ev, Value function, Value arg, int pos) {
        return callAll(ev, function, new Value[] {arg}, pos);
    }

    /** Calls with at least one argument, one after the other; a builtin that takes several gets them at once. */
    public static Value call(Evaluation ev, Value function, Value[] args, int pos) {
        if (ev.observer != null) {
            return observed(ev, ev.observer, function, args, pos);
        }
        ev.enter(pos);
        try {
            return callAll(ev, function, args, pos);
        } finally {
            ev.leave();
        }
    }

    /** The same for an evaluation that is watched. */
    private static Value observed(Evaluation ev, CallObserver observer, Value function, Value[] args, int pos) {
        ev.enter(pos);
        try {
            observer.entered(ev, function, args, pos);
            try {
                return callAll(ev, function, args, pos);
            } finally {
                observer.left(ev, pos);
            }
        } finally {
            ev.leave();
        }
    }

    private static Value callAll(Evaluation ev, Value function, Value[] args, int pos) {
        Value f = function.force(ev, pos);
        int i = 0;
        while (i < args.length) {
            if (f instanceof Closure closure && closure.lambda instanceof CurriedLambda curried) {
                int count = Math.min(curried.arity(), args.length - i);
                Object[] frame = curried.frame(ev, closure.env, count);
                System.arraycopy(args, i, frame, curried.slot(), count);
                f = curried.run(ev, frame, count, pos);
                i += count;
            } else if (f instanceof Closure closure) {
                f = callClosure(ev, closure, args[i++], pos);
            } else if (f instanceof BuiltinValue builtin) {
                int arity = builtin.builtin.arity();
                int given = args.length - i;
                if (given < arity) {
                    return new PartialValue(builtin, Arrays.copyOfRange(args, i, args.length));
                }
                f = callBuiltin(ev, builtin.builtin, i == 0 ? args : Arrays.copyOfRange(args, i, i + arity), pos);
                i += arity;
            } else if (f instanceof PartialValue partial) {
                int missing = partial.missing();
                int given = args.length - i;
                Value[] all = partial.with(args, i, Math.min(missing, given));
                if (given < missing) {
                    return new PartialValue(partial.function, all);
                }
                f = callBuiltin(ev, partial.function.builtin, all, pos);
                i += missing;
            } else {
                f = callFunctor(ev, f, args[i++], pos);
            }
        }
        return f;
    }

    private static Value applyOne(Evaluation ev, Value f, Value arg, int pos) {
        if (f instanceof BuiltinValue builtin) {
            return builtin.builtin.arity() == 1
                    ? callBuiltin(ev, builtin.builtin, arg, pos)
                    : new PartialValue(builtin, new Value[] {arg});
        }
        if (f instanceof PartialValue partial) {
            Value[] all = partial.with(new Value[] {arg}, 0, 1);
            return partial.missing() == 1
                    ? callBuiltin(ev, partial.function.builtin, all, pos)
                    : new PartialValue(partial.function, all);
        }
        return callFunctor(ev, f, arg, pos);
    }

    static Value callClosure(Evaluation ev, Closure closure, Value arg, int pos) {
        ev.functionCalls++;
        return closure.lambda.call(ev, closure.env, arg, pos);
    }

    /** Calls a builtin of one argument. */
    public static Value callBuiltin(Evaluation ev, Builtin builtin, Value arg, int pos) {
        ev.builtinCalls++;
        try {
            return builtin.call(ev, arg);
        } catch (NixException e) {
            throw traced(ev, e, builtin, pos);
        }
    }

    /** Calls a builtin with all its arguments. */
    public static Value callBuiltin(Evaluation ev, Builtin builtin, Value[] args, int pos) {
        ev.builtinCalls++;
        try {
            return builtin.call(ev, args);
        } catch (NixException e) {
            throw traced(ev, e, builtin, pos);
        }
    }

    public static NixException traced(Evaluation ev, NixException e, Builtin builtin, int pos) {
        return builtin.traced() ? ev.errors.frame(e, pos, "while calling the '%s' builtin", builtin.name()) : e;
    }

    private static Value callFunctor(Evaluation ev, Value f, Value arg, int pos) {
        if (f instanceof AttrsValue attrs) {
            int symbol = ev.engine.symbols().functor;
            Value functor = attrs.get(symbol);
            if (functor != null) {
                try {
                    return call(ev, functor, f, arg, attrs.position(symbol));
                } catch (NixException e) {
                    throw ev.errors.frame(
                            e, pos, "while calling a functor (an attribute set with a '__functor' attribute)");
                }
            }
        }
        throw ev.errors.at(
                ev.errors.type(
                        "attempt to call something which is not a function but %s: %s",
                        f.describeType(), ev.errors.show(f)),
                pos);
    }
}
