package io.github.nix4j.lang.internal.eval;

/**
 * What a cell (list element, attribute, variable, argument) of a running program holds: a value in weak head normal form, or
 * a {@link Thunk} that becomes one. Operations that need the value go through {@link #force}.
 *
 * <p>The identity of the object in a cell is observable in Nix (two cells with the same object are equal without being
 * compared), so nothing may merge or split cells: see {@link Equality}.
 */
public abstract class Value {
    /**
     * The value in weak head normal form; evaluates a thunk. {@code pos} is reported on infinite recursion. The two kinds of cells for
     * which this is more than the cell itself are told apart here: as a method of each class it was a call of unknown target at nearly
     * every place (a standard environment and a NixOS system take .95 times as long).
     */
    public final Value force(Evaluation ev, int pos) {
        if (this instanceof Thunk thunk) {
            return thunk.result(ev, pos);
        }
        if (this instanceof Closure closure) {
            closure.markForced();
        }
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
