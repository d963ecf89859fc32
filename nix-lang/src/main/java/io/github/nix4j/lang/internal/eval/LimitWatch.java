package io.github.nix4j.lang.internal.eval;

import java.util.function.Supplier;

/**
 * Ends what an evaluation waits for, such as a server's answer or a builder, when its time is over or it is cancelled: no step is
 * taken meanwhile that would look at limits. The waiting thread is interrupted, once; what it waits for has to heed that. Evaluations
 * without such limits are not watched.
 */
public final class LimitWatch {
    private static final long MILLIS_BETWEEN_LOOKS = 20;

    private final Thread waiting;
    private final LimitCheck limits;
    private boolean over;
    private boolean interrupted;

    private LimitWatch(Thread waiting, LimitCheck limits) {
        this.waiting = waiting;
        this.limits = limits;
    }

    /** {@code work}'s result, unless a limit of {@code ev} ends it: then that limit's error. */
    public static <T> T during(Evaluation ev, Supplier<T> work) {
        LimitCheck limits = ev.limits();
        if (!limits.mayEnd()) {
            return work.get();
        }
        LimitWatch watch = new LimitWatch(Thread.currentThread(), limits);
        Thread watching = new Thread(watch::look, "nix-limits");
        watching.setDaemon(true);
        watching.start();
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            watch.end(ev);
            throw e;
        }
        watch.end(ev);
        return result;
    }

    private synchronized void look() {
        try {
            while (!over && !limits.hasEnded()) {
                wait(MILLIS_BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            // Nobody knows this thread: whoever interrupts all threads of a program wants this one to end as well.
            return;
        }
        if (!over) {
            interrupted = true;
            waiting.interrupt();
        }
    }

    /** Throws the limit's error if that was what ended the work. */
    private void end(Evaluation ev) {
        synchronized (this) {
            over = true;
            notifyAll();
            if (!interrupted) {
                return;
            }
        }
        // The interrupt was this one's, whether or not anything has heeded it.
        Thread.interrupted();
        ev.checkLimitsWhileWaiting();
    }
}
