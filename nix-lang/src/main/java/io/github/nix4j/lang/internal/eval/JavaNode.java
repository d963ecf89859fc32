package io.github.nix4j.lang.internal.eval;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Code of a thunk that Java computes. */
public final class JavaNode extends Node {
    private static final Object[] NO_VARIABLES = {};

    private final Function<Evaluation, Value> code;

    private final boolean constant;

    private final @Nullable Supplier<Value> late;

    private JavaNode(Function<Evaluation, Value> code, boolean constant, @Nullable Supplier<Value> late) {
        this.code = code;
        this.constant = constant;
        this.late = late;
    }

    /** A cell that becomes what {@code code} returns; it runs at most once unless it fails with a limit. */
    public static Value delay(Function<Evaluation, Value> code) {
        return new Thunk(new JavaNode(code, false, null), NO_VARIABLES);
    }

    /** The same for a value that Nix has before any program runs: printers show it as evaluated. */
    public static Value constant(Function<Evaluation, Value> code) {
        return new Thunk(new JavaNode(code, true, null), NO_VARIABLES);
    }

    /**
     * The same for a value that Nix has at once and nix4j when somebody looks; messages, which evaluate nothing, show it, too.
     *
     * @param value gives an evaluated value, each time the same
     */
    public static Value late(Supplier<Value> value) {
        return new Thunk(new JavaNode(ev -> value.get(), true, value), NO_VARIABLES);
    }

    /** What {@code cell} holds; null if it has to be evaluated for that. */
    public static @Nullable Value lateValue(Value cell) {
        return cell instanceof Thunk thunk && thunk.suspended() instanceof JavaNode code && code.late != null
                ? code.late.get()
                : null;
    }

    public boolean isConstant() {
        return constant;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return code.apply(ev).force(ev, 0);
    }
}
