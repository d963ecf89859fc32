package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Value;

/** Where a value was written, as far as values know: sets and functions do. */
final class ValuePosition {
    private ValuePosition() {}

    /** The position of the literal behind a cell that needs no evaluation, else {@code otherwise}. */
    static int of(Value cell, int otherwise) {
        Value v = cell.peek();
        if (v instanceof AttrsValue attrs) {
            return attrs.pos();
        }
        return v instanceof Closure closure ? closure.lambda.pos : otherwise;
    }
}
