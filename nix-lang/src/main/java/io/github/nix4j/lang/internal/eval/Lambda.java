package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.syntax.DocComment;
import org.jspecify.annotations.Nullable;

/** The code of a function written in Nix, shared by all its closures. */
public abstract class Lambda extends Node {
    /** A named argument of a function that takes a set: {@code { name ? default }}. */
    public record Formal(int symbol, int pos, @Nullable Node defaultValue) {}

    /** The position of the lambda. */
    public final int pos;

    private @Nullable String name;

    /** The documentation comment that applies to it, in the source that it stands in; null for none. */
    public final @Nullable DocComment doc;

    protected Lambda(int pos, @Nullable String name, @Nullable DocComment doc) {
        this.pos = pos;
        this.name = name;
        this.doc = doc;
    }

    /** Evaluates the body with {@code arg}; {@code callPos} is the position of the call. */
    public abstract Value call(Evaluation ev, Object[] env, Value arg, int callPos);

    /** The named arguments in source order, or null if the function takes any value. */
    public abstract Formal @Nullable [] formals();

    /** Whether further attributes than {@link #formals} are accepted. */
    public abstract boolean ellipsis();

    /** The symbol of the simple or {@code @} parameter, or -1. */
    public abstract int parameter();

    /** The name given by the binding it stands in, or null. */
    public @Nullable String name() {
        return name;
    }

    /**
     * Names it after an attribute whose name has been computed. As in Nix, all of its closures have the name that was computed
     * last; it shows in messages only.
     */
    public void rename(String computed) {
        name = computed;
    }

    /** How traces name the function. */
    public String describe() {
        return name == null ? "anonymous lambda" : "'" + name + "'";
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return new Closure(this, env, true);
    }

    /** A closure costs no more than a thunk, so none is made. */
    @Override
    public Value delay(Object[] env, Evaluation ev) {
        return new Closure(this, env, false);
    }
}
