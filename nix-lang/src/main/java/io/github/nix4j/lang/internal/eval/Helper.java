package io.github.nix4j.lang.internal.eval;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a {@link HelperThread} does: takes pieces of what others have begun and evaluates them, until {@link Lookahead} has ended. */
final class Helper implements Runnable, LimitCheck {
    /** Nanoseconds between two looks for work: the pause doubles after so many vain ones. */
    private static final long SHORT_PAUSE = 50_000;

    private static final int VAIN_LOOKS = 8;
    private static final int MOST_DOUBLINGS = 6;

    private final Engine engine;
    private final Lookahead lookahead;
    private final OpenStack own;
    private final boolean standsIn;
    /** The lists and sets of {@link #present} that were gone through deeply. */
    private final Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private @Nullable OpenWork present;

    /**
     * @param own what it has begun itself, for others to take
     * @param standsIn whether it runs only while the evaluation waits
     */
    Helper(Engine engine, Lookahead lookahead, OpenStack own, boolean standsIn) {
        this.engine = engine;
        this.lookahead = lookahead;
        this.own = own;
        this.standsIn = standsIn;
    }

    @Override
    public void run() {
        try {
            help();
        } catch (RuntimeException e) {
            lookahead.failed(e);
        }
    }

    private void help() {
        Evaluation ev = Evaluation.ahead(engine, this, lookahead, own);
        int idle = 0;
        while (!lookahead.hasEnded()) {
            if (isDismissed()) {
                LockSupport.park(lookahead);
                continue;
            }
            OpenWork.Piece piece = lookahead.take(standsIn);
            if (piece == null) {
                LockSupport.parkNanos(SHORT_PAUSE << Math.min(MOST_DOUBLINGS, idle++ / VAIN_LOOKS));
                continue;
            }
            idle = 0;
            if (!meet(ev, piece)) {
                // A thunk may have stayed its own: who waits for that sees that it has ended.
                ev.end();
                ev = Evaluation.ahead(engine, this, lookahead, own);
            }
            own.close(0);
        }
        ev.end();
    }

    private boolean isDismissed() {
        return standsIn && !lookahead.isWaiting();
    }

    @Override
    public void check(int steps) {
        if (lookahead.hasEnded()) {
            throw new Abandoned("the evaluation has ended");
        } else if (isDismissed()) {
            throw Abandoned.dismissed();
        }
    }

    /** False if a Java error has ended it, which may have come in the midst of anything. */
    private boolean meet(Evaluation ev, OpenWork.Piece piece) {
        OpenWork work = piece.work();
        if (work != present) {
            // It keeps alive what it holds.
            seen.clear();
            present = work;
        }
        ev.resetDepth(work.depth);
        try {
            work.need.meet(ev, piece.cell(), seen);
        } catch (Abandoned e) {
            if (e.again) {
                lookahead.putBack(piece, e.awaited);
            }
        } catch (RuntimeException e) {
            // Who needs the value will meet it: it may be caught there, or something before it fails.
            return true;
        } catch (Error e) {
            return false;
        }
        return true;
    }
}
