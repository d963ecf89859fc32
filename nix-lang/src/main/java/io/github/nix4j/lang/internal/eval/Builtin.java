package io.github.nix4j.lang.internal.eval;

import java.util.List;

/**
 * A built-in function: its code and what is known about it. Made by {@link BuiltinRegistry}; immutable.
 *
 * <p>Arguments are cells: the code forces what it needs. The result is in weak head normal form.
 */
public abstract class Builtin {
    @FunctionalInterface
    public interface Fn1 {
        Value call(Evaluation ev, Value a);
    }

    @FunctionalInterface
    public interface Fn2 {
        Value call(Evaluation ev, Value a, Value b);
    }

    @FunctionalInterface
    public interface Fn3 {
        Value call(Evaluation ev, Value a, Value b, Value c);
    }

    private final String name;
    private final List<String> parameters;
    private final boolean traced;

    private Builtin(String name, List<String> parameters, boolean traced) {
        this.name = name;
        this.parameters = parameters;
        this.traced = traced;
    }

    static Builtin of(String name, List<String> parameters, boolean traced, Fn1 fn) {
        return new Of1(name, parameters, traced, fn);
    }

    static Builtin of(String name, List<String> parameters, boolean traced, Fn2 fn) {
        return new Of2(name, parameters, traced, fn);
    }

    static Builtin of(String name, List<String> parameters, boolean traced, Fn3 fn) {
        return new Of3(name, parameters, traced, fn);
    }

    /** The name without prefix, as {@code builtins} has it. */
    public String name() {
        return name;
    }

    public List<String> parameters() {
        return parameters;
    }

    public int arity() {
        return parameters.size();
    }

    /** Whether errors get a frame that names this builtin. */
    public boolean traced() {
        return traced;
    }

    /** Calls with exactly {@link #arity} arguments. */
    public abstract Value call(Evaluation ev, Value[] args);

    public Value call(Evaluation ev, Value a) {
        return call(ev, new Value[] {a});
    }

    public Value call(Evaluation ev, Value a, Value b) {
        return call(ev, new Value[] {a, b});
    }

    private static final class Of1 extends Builtin {
        private final Fn1 fn;

        Of1(String name, List<String> parameters, boolean traced, Fn1 fn) {
            super(name, parameters, traced);
            this.fn = fn;
        }

        @Override
        public Value call(Evaluation ev, Value[] args) {
            return fn.call(ev, args[0]);
        }

        @Override
        public Value call(Evaluation ev, Value a) {
            return fn.call(ev, a);
        }
    }

    private static final class Of2 extends Builtin {
        private final Fn2 fn;

        Of2(String name, List<String> parameters, boolean traced, Fn2 fn) {
            super(name, parameters, traced);
            this.fn = fn;
        }

        @Override
        public Value call(Evaluation ev, Value[] args) {
            return fn.call(ev, args[0], args[1]);
        }

        @Override
        public Value call(Evaluation ev, Value a, Value b) {
            return fn.call(ev, a, b);
        }
    }

    private static final class Of3 extends Builtin {
        private final Fn3 fn;

        Of3(String name, List<String> parameters, boolean traced, Fn3 fn) {
            super(name, parameters, traced);
            this.fn = fn;
        }

        @Override
        public Value call(Evaluation ev, Value[] args) {
            return fn.call(ev, args[0], args[1], args[2]);
        }
    }
}
