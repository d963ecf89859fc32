package io.github.nix4j.lang.internal.selection;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Lambda;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The arguments of {@code --arg} and its like, which functions met on the way are called with. */
public final class AutoArguments {
    private static final String MISSING = "cannot evaluate a function that has an argument without a value ('%s')\n"
            + "Nix attempted to evaluate a function as a top level expression; in\n"
            + "this case it must have its arguments supplied either by default\n"
            + "values, or passed explicitly with '--arg' or '--argstr'. See\n"
            + "https://nix.dev/manual/nix/stable/language/syntax.html#functions.";

    private final Map<String, Value> values;

    /** Arguments by name (byte text). */
    public AutoArguments(Map<String, Value> values) {
        this.values = new TreeMap<>(values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * The value of {@code cell}; if that is a function of named arguments, the result of calling it with those of these
     * arguments that it takes.
     */
    public Value call(Evaluation ev, Value cell) {
        int pos = ValuePosition.of(cell, 0);
        Value function = ev.force(cell, pos);
        if (function instanceof AttrsValue attrs) {
            Value functor = attrs.get(ev.engine.symbols().functor);
            if (functor == null) {
                return function;
            }
            return call(ev, Calls.call(ev, functor, function, pos));
        }
        if (!(function instanceof Closure closure)) {
            return function;
        }
        Lambda.Formal[] formals = closure.lambda.formals();
        if (formals == null) {
            return function;
        }
        return Calls.call(ev, function, argument(ev, closure.lambda, formals), pos);
    }

    private Value argument(Evaluation ev, Lambda lambda, Lambda.Formal[] formals) {
        AttrsBuilder builder = ev.newAttrs(Math.max(formals.length, values.size()));
        if (lambda.ellipsis()) {
            values.forEach((name, value) -> builder.add(ev.intern(name), value));
            return builder.build();
        }
        // In the order in which their names came up, as Nix keeps them; it shows where several are missing.
        Lambda.Formal[] ordered = formals.clone();
        Arrays.sort(ordered, (a, b) -> Integer.compare(a.symbol(), b.symbol()));
        for (Lambda.Formal formal : ordered) {
            String name = ev.name(formal.symbol());
            Value value = values.get(name);
            if (value != null) {
                builder.add(formal.symbol(), value);
            } else if (formal.defaultValue() == null) {
                throw ev.errors.at(ev.errors.of(ErrorKind.MISSING_ARGUMENT, MISSING, name), formal.pos());
            }
        }
        return builder.build();
    }
}
