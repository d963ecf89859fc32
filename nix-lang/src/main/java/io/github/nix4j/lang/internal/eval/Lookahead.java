package io.github.nix4j.lang.internal.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets other processor cores evaluate what an evaluation is certain to need. The evaluation says which cells it begins to go
 * through ({@link OpenStack}) and goes through them from the first one; helpers take cells from the end, of what was begun first:
 * that is the most at once. It finds what they have finished, and waits for what they are at; meanwhile one more helper stands in
 * for it, which helps the others first (a NixOS system takes .95 times as long for that).
 *
 * <p>Helpers do nothing that is noticed ({@link HelperThread}), keep no failure (who needs a value has it fail by itself, in its
 * own order), and stop when the evaluation ends. They wait for nobody: what they cannot finish because another is at a part of it
 * is put back until that is done, and they take something else (NixOS .85 times as long). All but {@link #checked}, {@link #waits}
 * and {@link #end} may be called by any thread.
 */
public final class Lookahead {
    /** Helpers begin when the evaluation has looked at its limits so often: short ones are done before a thread has started. */
    private static final int CHECKS_BEFORE_HELP = 16;

    private final Engine engine;
    private final int helpers;
    private final long stackSize;
    private final List<HelperThread> threads = new ArrayList<>();
    /** That of the evaluation, of its helpers, and of the one that stands in. */
    private final OpenStack[] stacks;

    private volatile boolean waiting;
    private volatile @Nullable RuntimeException fault;
    private volatile boolean begun;
    private volatile boolean ended;
    private int checks;

    /** @param helpers how many threads help while the evaluation runs; one more does while it waits */
    public Lookahead(Engine engine, int helpers, long stackSize) {
        this.engine = engine;
        this.helpers = helpers;
        this.stackSize = stackSize;
        this.stacks = new OpenStack[helpers + 2];
        for (int i = 0; i < stacks.length; i++) {
            stacks[i] = new OpenStack();
        }
    }

    /** What the evaluation itself has begun. */
    OpenStack main() {
        return stacks[0];
    }

    /** Told by the evaluation when it begins to wait for a helper, and when that is over. */
    void waits(boolean begins) {
        waiting = begins;
        if (begins && threads.size() > helpers) {
            LockSupport.unpark(threads.get(helpers));
        }
    }

    /** Told by the evaluation each time it looks at its limits. */
    void checked() {
        if (++checks == CHECKS_BEFORE_HELP) {
            engine.evaluatesAhead();
            begun = true;
            try {
                for (int i = 0; i <= helpers; i++) {
                    Helper helper = new Helper(engine, this, stacks[i + 1], i == helpers);
                    HelperThread thread = new HelperThread(helper, stackSize);
                    thread.start();
                    threads.add(thread);
                }
            } catch (OutOfMemoryError e) {
                // The system gives no more threads: the evaluation goes on with those there are.
                return;
            }
        }
    }

    /** Whether helpers have begun. */
    public boolean hasBegun() {
        return begun;
    }

    /**
     * Ends the helpers' work and waits for that.
     *
     * @throws IllegalStateException if a helper has ended before by a fault of its own
     */
    public void end() {
        ended = true;
        boolean interrupted = false;
        for (HelperThread thread : threads) {
            LockSupport.unpark(thread);
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        RuntimeException fault = this.fault;
        if (fault != null) {
            throw new IllegalStateException("a helper has failed", fault);
        }
    }

    /** Told by a helper that cannot go on: what it evaluates has nothing to do with it. */
    void failed(RuntimeException fault) {
        this.fault = fault;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether the evaluation waits, so that one more may run. */
    boolean isWaiting() {
        return waiting;
    }

    /** Something to evaluate: of the evaluation's first, or, for who stands in for it while it waits for others, of theirs. */
    synchronized OpenWork.@Nullable Piece take(boolean othersFirst) {
        for (int i = 0; i < stacks.length; i++) {
            OpenWork.Piece piece = stacks[othersFirst ? (i + 1) % stacks.length : i].take();
            if (piece != null) {
                return piece;
            }
        }
        return null;
    }

    /** Gives back what could not be finished, until {@code awaited} is; null if it may be taken at once. */
    synchronized void putBack(OpenWork.Piece piece, @Nullable Thunk awaited) {
        piece.work().putBack(piece.cell(), awaited);
    }
}
