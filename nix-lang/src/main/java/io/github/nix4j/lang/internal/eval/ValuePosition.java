package io.github.nix4j.lang.internal.eval;

/** Where a value was written, as far as values know: sets and functions do, and calls that wait. */
public final class ValuePosition {
    private ValuePosition() {}

    /** The position of the literal behind a cell, which is not evaluated for that, else {@code otherwise}. */
    public static int of(Value cell, int otherwise) {
        Value v = cell.peek();
        if (v instanceof AttrsValue attrs) {
            return attrs.pos();
        }
        if (v instanceof Thunk thunk) {
            Value function = thunk.delayedFunction();
            return function == null ? otherwise : of(function, otherwise);
        }
        return v instanceof Closure closure && closure.isForced() ? closure.lambda.pos : otherwise;
    }
}
