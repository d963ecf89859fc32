package io.github.nix4j.lang.internal.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets other processor cores evaluate what an evaluation is certain to need. The evaluation says which cells it begins to go
 * through ({@link #open}) and goes through them from the first one; helpers take cells from the end, of what was begun first: that
 * is the most at once. It finds what they have finished, and waits for what they are at.
 *
 * <p>Helpers do nothing that is noticed ({@link HelperThread}), keep no failure (who needs a value has it fail by itself, in its
 * own order), and stop when the evaluation ends. All but {@code open} and {@code close} may be called by any thread.
 */
public final class Lookahead {
    /** Helpers begin when the evaluation has looked at its limits so often: short ones are done before a thread has started. */
    private static final int CHECKS_BEFORE_HELP = 16;

    /** Nanoseconds between two looks for work: the pause doubles after so many vain ones. */
    private static final long SHORT_PAUSE = 50_000;

    /** The cells of larger lists and sets that become text or are evaluated deeply are cheap: helpers would only be in the way. */
    private static final int MOST_CELLS = 2_000;

    private static final int VAIN_LOOKS = 8;
    private static final int MOST_DOUBLINGS = 6;

    private final Engine engine;
    private final int helpers;
    private final long stackSize;
    private final List<HelperThread> threads = new ArrayList<>();
    // Written by the evaluation only. A helper that reads an older state takes what is closed, or misses what is new.
    private volatile @Nullable OpenWork[] open = new OpenWork[64];
    private volatile int size;
    private volatile boolean ended;
    private int checks;

    /** @param helpers how many threads help */
    public Lookahead(Engine engine, int helpers, long stackSize) {
        this.engine = engine;
        this.helpers = helpers;
        this.stackSize = stackSize;
    }

    /** Says that all of {@code cells} will be evaluated, from the first one. Gives what {@link #close} wants. */
    int open(Value[] cells, Need need, int depth) {
        int mark = size;
        if (cells.length > 1 && (need == Need.VALUE || cells.length <= MOST_CELLS)) {
            OpenWork[] works = open;
            if (mark == works.length) {
                works = Arrays.copyOf(works, 2 * mark);
                open = works;
            }
            works[mark] = new OpenWork(cells, need, depth);
            size = mark + 1;
        }
        return mark;
    }

    /** Takes back what was opened since {@code mark} was given: it has been evaluated, or will not be. */
    void close(int mark) {
        int end = size;
        size = mark;
        for (int i = mark; i < end; i++) {
            OpenWork work = open[i];
            if (work != null) {
                work.close();
            }
            open[i] = null;
        }
    }

    /** Told by the evaluation each time it looks at its limits. */
    void checked() {
        if (++checks == CHECKS_BEFORE_HELP) {
            engine.evaluatesAhead();
            try {
                for (int i = 0; i < helpers; i++) {
                    HelperThread thread = new HelperThread(this::help, stackSize);
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
        return checks >= CHECKS_BEFORE_HELP;
    }

    /** Ends the helpers' work and waits for that. */
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
    }

    private void help() {
        Evaluation ev = begin();
        Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        int idle = 0;
        while (!ended) {
            OpenWork work = null;
            Value cell = null;
            synchronized (this) {
                int end = size;
                OpenWork[] works = open;
                for (int i = 0; i < end && cell == null; i++) {
                    work = works[i];
                    cell = work == null ? null : work.take();
                }
            }
            if (work == null || cell == null) {
                LockSupport.parkNanos(SHORT_PAUSE << Math.min(MOST_DOUBLINGS, idle++ / VAIN_LOOKS));
            } else {
                idle = 0;
                if (!meet(ev, work, cell, seen)) {
                    // A thunk may have stayed its own: who waits for that sees that it has ended.
                    ev.end();
                    ev = begin();
                }
            }
        }
        ev.end();
    }

    private Evaluation begin() {
        return Evaluation.ahead(engine, steps -> {
            if (ended) {
                throw new Abandoned("the evaluation has ended");
            }
        });
    }

    /** False if a Java error has ended it, which may have come in the midst of anything. */
    private static boolean meet(Evaluation ev, OpenWork work, Value cell, Set<Value> seen) {
        ev.sharing.goesOn();
        ev.resetDepth(work.depth);
        try {
            work.need.meet(ev, cell, seen);
            return true;
        } catch (RuntimeException e) {
            // Who needs the value will meet it: it may be caught there, or something before it fails.
            return true;
        } catch (Error e) {
            return false;
        }
    }
}
