package io.github.nix4j.lang.internal.eval;

import org.jspecify.annotations.Nullable;

/** Cells that an evaluation has begun to go through, all of which it needs. Helpers take them from the end. */
final class OpenWork {
    final Need need;
    /** How deep calls were nested where it was begun. */
    final int depth;

    private final Value[] cells;
    private int left;
    private volatile boolean closed;

    OpenWork(Value[] cells, Need need, int depth) {
        this.cells = cells;
        this.need = need;
        this.depth = depth;
        this.left = cells.length;
    }

    /** Says that nobody needs the rest any more. */
    void close() {
        closed = true;
    }

    /** The last cell that nobody has begun with, null if there is none; called under the lock of {@link Lookahead}. */
    @Nullable
    Value take() {
        // The first cell is left to who needs them all: it is there already.
        while (left > 1 && !closed) {
            Value cell = cells[--left];
            if (isWorthIt(cell.peek())) {
                return cell;
            }
        }
        left = 0;
        return null;
    }

    private boolean isWorthIt(Value seen) {
        if (seen instanceof Thunk thunk) {
            // Else somebody is at it.
            return thunk.suspended() != null;
        }
        return need != Need.VALUE
                && (seen instanceof AttrsValue || seen instanceof ListValue || seen instanceof PathValue);
    }
}
