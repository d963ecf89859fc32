package io.github.nix4j.lang.internal.eval;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cells that an evaluation has begun to go through, all of which it needs. Helpers take them from the end. All but {@link #close}
 * is called under the lock of {@link Lookahead}.
 */
final class OpenWork {
    /** What a helper takes. */
    record Piece(OpenWork work, Value cell) {}

    /** After so many cells in a row that cannot be finished without the same thunk, the next ones are not tried before it is done. */
    private static final int VAIN_CELLS = 3;

    final Need need;
    /** How deep calls were nested where it was begun. */
    final int depth;

    private final Value[] cells;
    private final ArrayDeque<Value> again = new ArrayDeque<>();
    /** What was put back, by what it has to wait for. */
    private final Map<Thunk, ArrayDeque<Value>> blocked = new IdentityHashMap<>();

    private @Nullable Thunk lastAwaited;
    private int inVain;
    /** Counted from the end, so that one that is read before it is published is right, too. */
    private int taken;

    private volatile boolean closed;

    OpenWork(Value[] cells, Need need, int depth) {
        this.cells = cells;
        this.need = need;
        this.depth = depth;
    }

    /** Says that nobody needs the rest any more. */
    void close() {
        closed = true;
    }

    /** Puts back a cell that could not be finished, until {@code awaited} is; null if it may be taken at once. */
    void putBack(Value cell, @Nullable Thunk awaited) {
        if (awaited == null) {
            again.add(cell);
            return;
        }
        blocked.computeIfAbsent(awaited, key -> new ArrayDeque<>()).add(cell);
        inVain = awaited == lastAwaited ? inVain + 1 : 1;
        lastAwaited = awaited;
    }

    /** The last cell that nobody has begun with, null if there is none. */
    @Nullable
    Value take() {
        if (closed) {
            return null;
        }
        release();
        while (!again.isEmpty()) {
            Value cell = again.remove();
            if (isWorthIt(cell.peek())) {
                return cell;
            }
        }
        if (inVain >= VAIN_CELLS) {
            return null;
        }
        // The first cell is left to who needs them all: it is there already.
        while (cells.length - taken > 1) {
            Value cell = cells[cells.length - ++taken];
            if (isWorthIt(cell.peek())) {
                return cell;
            }
        }
        return null;
    }

    /** Lets cells be taken again of which nobody is at what they had to wait for. */
    private void release() {
        Iterator<Map.Entry<Thunk, ArrayDeque<Value>>> entries =
                blocked.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Thunk, ArrayDeque<Value>> entry = entries.next();
            if (!entry.getKey().isOwned()) {
                again.addAll(entry.getValue());
                inVain = entry.getKey() == lastAwaited ? 0 : inVain;
                entries.remove();
            }
        }
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
