package io.github.nix4j.lang.internal.eval;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells that an evaluation has begun to go through, all of which it needs. Helpers take them from the end. */
final class OpenWork {
    /** What a helper takes. */
    record Piece(OpenWork work, Value cell) {}

    /** A cell that could not be finished while somebody was at {@code awaited}. */
    private record Blocked(Value cell, @Nullable Thunk awaited) {
        boolean isOver() {
            return awaited == null || !awaited.isOwned();
        }
    }

    final Need need;
    /** How deep calls were nested where it was begun. */
    final int depth;

    private final Value[] cells;
    private final List<Blocked> blocked = new ArrayList<>();
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

    /** Puts back a cell that could not be finished, until {@code awaited} is; called under the lock of {@link Lookahead}. */
    void putBack(Value cell, @Nullable Thunk awaited) {
        blocked.add(new Blocked(cell, awaited));
    }

    /** The last cell that nobody has begun with, null if there is none; called under the lock of {@link Lookahead}. */
    @Nullable
    Value take() {
        for (int i = 0; i < blocked.size() && !closed; i++) {
            if (blocked.get(i).isOver()) {
                Value cell = blocked.remove(i--).cell;
                if (isWorthIt(cell.peek())) {
                    return cell;
                }
            }
        }
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
