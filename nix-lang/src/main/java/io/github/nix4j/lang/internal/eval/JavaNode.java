package io.github.nix4j.lang.internal.eval;

import java.util.function.Function;

/** Code of a thunk that Java computes. */
public final class JavaNode extends Node {
    private static final Object[] NO_VARIABLES = {};

    private final Function<Evaluation, Value> code;

    private final boolean constant;

    private JavaNode(Function<Evaluation, Value> code, boolean constant) {
        this.code = code;
        this.constant = constant;
    }

    /** A cell that becomes what {@code code} returns; it runs at most once unless it fails with a limit. */
    public static Value delay(Function<Evaluation, Value> code) {
        return new Thunk(new JavaNode(code, false), NO_VARIABLES);
    }

    /** The same for a value that Nix has before any program runs: printers show it as evaluated. */
    public static Value constant(Function<Evaluation, Value> code) {
        return new Thunk(new JavaNode(code, true), NO_VARIABLES);
    }

    public boolean isConstant() {
        return constant;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return code.apply(ev).force(ev, 0);
    }
}
