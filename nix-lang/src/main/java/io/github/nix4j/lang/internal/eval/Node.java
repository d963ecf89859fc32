package io.github.nix4j.lang.internal.eval;

/**
 * A piece of executable code: an expression after its variables became slots. Immutable but for inline caches, whose
 * entries are single immutable objects, so that threads may race on them; shared by all threads and evaluations of an engine.
 *
 * <p>An environment is an {@code Object[]}: element 0 is the enclosing environment, the others are {@link Value}s.
 */
public abstract class Node {
    /** Evaluates to weak head normal form; never returns a thunk. */
    public abstract Value eval(Object[] env, Evaluation ev);

    /**
     * What a cell holds that is defined by this expression. By default a thunk; literals, variables and lambdas make none
     * (a variable passes its own cell on, which identity makes observable).
     */
    public Value delay(Object[] env, Evaluation ev) {
        ev.thunksMade++;
        return new Thunk(this, env);
    }

    /** The position that messages about this expression give; 0 if it has none. */
    public int pos() {
        return 0;
    }
}
