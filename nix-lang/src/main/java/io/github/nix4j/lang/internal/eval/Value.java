package io.github.nix4j.lang.internal.eval;

/**
 * What a cell (list element, attribute, variable, argument) of a running program holds: a value in weak head normal form, or
 * a {@link Thunk} that becomes one. Operations that need the value go through {@link #force}.
 *
 * <p>The identity of the object in a cell is observable in Nix (two cells with the same object are equal without being
 * compared), so nothing may merge or split cells: see {@link Equality}.
 */
public abstract class Value {
    /** The value in weak head normal form; evaluates a thunk. {@code pos} is reported on infinite recursion. */
    public Value force(Evaluation ev, int pos) {
        return this;
    }

    /** The value if it is known without evaluating anything: this, a finished thunk's value, or the unfinished thunk. */
    public Value peek() {
        return this;
    }

    /** The name that {@code builtins.typeOf} gives the type of a forced value. */
    public abstract String typeName();

    /** How messages name the type: {@code an integer}, {@code a set}. Never forces. */
    public abstract String describeType();
}
