package io.github.nix4j.lang.internal.eval;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation has begun to go through, the outermost first. Only its thread opens and closes; who takes from it may see an
 * older state: then it takes what is closed, or misses what is new.
 */
final class OpenStack {
    /** The cells of larger lists and sets that become text or are evaluated deeply are cheap: helpers would only be in the way. */
    private static final int MOST_CELLS = 2_000;

    private volatile @Nullable OpenWork[] works = new OpenWork[64];
    private volatile int size;

    /** Says that all of {@code cells} will be evaluated, from the first one. Gives what {@link #close} wants. */
    int open(Value[] cells, Need need, int depth) {
        int mark = size;
        if (cells.length > 1 && (need == Need.VALUE || cells.length <= MOST_CELLS)) {
            OpenWork[] now = works;
            if (mark == now.length) {
                now = Arrays.copyOf(now, 2 * mark);
                works = now;
            }
            now[mark] = new OpenWork(cells, need, depth);
            size = mark + 1;
        }
        return mark;
    }

    /** Takes back what was opened since {@code mark} was given: it has been evaluated, or will not be. */
    void close(int mark) {
        int end = size;
        size = mark;
        OpenWork[] now = works;
        for (int i = mark; i < end; i++) {
            OpenWork work = now[i];
            if (work != null) {
                work.close();
            }
            now[i] = null;
        }
    }

    /** Takes a cell of what was opened first: that is the most at once. Called under the lock of {@link Lookahead}. */
    OpenWork.@Nullable Piece take() {
        int end = size;
        OpenWork[] now = works;
        for (int i = 0; i < Math.min(end, now.length); i++) {
            OpenWork work = now[i];
            Value cell = work == null ? null : work.take();
            if (work != null && cell != null) {
                return new OpenWork.Piece(work, cell);
            }
        }
        return null;
    }
}
