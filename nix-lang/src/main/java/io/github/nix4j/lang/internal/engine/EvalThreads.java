package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.EvalStatistics;
import io.github.nix4j.lang.LookaheadException;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.internal.eval.Engine;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.LimitCheck;
import io.github.nix4j.lang.internal.eval.Lookahead;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The threads that evaluate: Nix recursion is Java recursion, so they have large stacks. Work is handed to one when a program
 * calls in, and runs in place when a builtin written in Java calls in again.
 */
public final class EvalThreads implements AutoCloseable {
    /** Reserved, not committed: 10,000 nested calls of real code take a few megabytes, 100,000 brackets some tens. */
    private static final long STACK_SIZE = 512L << 20;

    private static final long IDLE_SECONDS = 30;

    private static final String CLOSED = "this evaluator is closed";

    private static final class Worker extends Thread {
        private final EvalThreads owner;
        private @Nullable Evaluation current;
        private LimitPolicy policy = LimitPolicy.NONE;

        Worker(EvalThreads owner, Runnable work) {
            super(null, work, "nix-eval", STACK_SIZE);
            this.owner = owner;
            setDaemon(true);
        }
    }

    private final int helpers;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> new Worker(this, work));

    private final AtomicReference<EvalStatistics> statistics = new AtomicReference<>(EvalStatistics.NONE);

    /** @param helpers how many threads evaluate ahead of each of them */
    public EvalThreads(int helpers) {
        this.helpers = helpers;
    }

    /** Evaluations share it; who changes the world has it alone. Fair, so that neither waits for ever. */
    private final ReentrantReadWriteLock world = new ReentrantReadWriteLock(true);

    /**
     * Runs {@code change} when all running evaluations have ended, and lets new ones wait for it.
     *
     * @throws IllegalStateException inside an evaluation, which would wait for itself
     */
    public void exclusively(Engine engine, Runnable change) {
        if (working() != null) {
            throw new IllegalStateException("this evaluator is evaluating on this very thread");
        }
        try {
            world.writeLock().lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw engine.errors().interrupted();
        }
        try {
            change.run();
        } finally {
            world.writeLock().unlock();
        }
    }

    /** The calling thread if it is evaluating here. */
    private @Nullable Worker working() {
        return Thread.currentThread() instanceof Worker worker && worker.owner == this && worker.current != null
                ? worker
                : null;
    }

    /** The limits that hold on the calling thread. */
    LimitPolicy policy() {
        Worker worker = working();
        return worker == null ? LimitPolicy.NONE : worker.policy;
    }

    /**
     * Runs {@code work} with an evaluation under {@code policy}; inside an evaluation, in that one and under its limits as well.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public <T> T run(Engine engine, LimitPolicy policy, Function<Evaluation, T> work) {
        Worker worker = working();
        if (worker != null && worker.current != null) {
            if (pool.isShutdown()) {
                throw new IllegalStateException(CLOSED);
            }
            return nested(worker, worker.current, policy, work);
        }
        LimitCheck limits = policy.start();
        Future<T> result;
        try {
            result = pool.submit(() -> evaluate(engine, policy, limits, work));
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException(CLOSED, e);
        }
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NixException cause) {
                throw thrownHere(cause);
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (CancellationException e) {
            throw thrownHere(engine.errors().interrupted());
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw thrownHere(engine.errors().interrupted());
        }
    }

    /** Lets the exception tell which call of the host failed. */
    private static NixException thrownHere(NixException e) {
        e.setStackTrace(new Throwable().getStackTrace());
        return e;
    }

    private static <T> T nested(Worker worker, Evaluation ev, LimitPolicy policy, Function<Evaluation, T> work) {
        // Each call from Java is a step: a host's loop of small calls is bounded as a program's is.
        ev.checkLimitsNow();
        LimitPolicy outer = worker.policy;
        if (outer.covers(policy)) {
            return sheltered(ev, work);
        }
        worker.policy = outer.and(policy);
        try {
            return ev.limited(policy.start(), () -> sheltered(ev, work));
        } finally {
            worker.policy = outer;
        }
    }

    /** Makes Nix's errors of a full stack and a full heap, whose Java errors say nothing about the program. */
    private static <T> T sheltered(Evaluation ev, Function<Evaluation, T> work) {
        int depth = ev.depth();
        try {
            return work.apply(ev);
        } catch (StackOverflowError e) {
            // Thunks on the way have gone back to their suspended state.
            ev.resetDepth(depth);
            throw ev.errors.stackOverflow();
        } catch (OutOfMemoryError e) {
            ev.resetDepth(depth);
            if (ev.engine.hasEvaluatedAhead()) {
                // Helpers take memory, too.
                throw new LookaheadException();
            }
            throw new NixLimitException(Message.plain("out of memory; give the JVM more or evaluate less"));
        }
    }

    private <T> T evaluate(Engine engine, LimitPolicy policy, LimitCheck limits, Function<Evaluation, T> work)
            throws InterruptedException {
        world.readLock().lockInterruptibly();
        try {
            return evaluateNow(engine, policy, limits, work);
        } finally {
            world.readLock().unlock();
        }
    }

    /** What the evaluations that have ended did. */
    public EvalStatistics statistics() {
        return Objects.requireNonNull(statistics.get());
    }

    private <T> T evaluateNow(Engine engine, LimitPolicy policy, LimitCheck limits, Function<Evaluation, T> work) {
        Worker worker = (Worker) Thread.currentThread();
        Lookahead lookahead = helpers == 0 ? null : new Lookahead(engine, helpers, STACK_SIZE);
        Evaluation ev = lookahead == null ? new Evaluation(engine, limits) : new Evaluation(engine, limits, lookahead);
        worker.current = ev;
        worker.policy = policy;
        try {
            limits.check(0);
            return sheltered(ev, work);
        } catch (NixException e) {
            if (ev.sharing.isEvaluatedAgain(e)) {
                throw new LookaheadException(e);
            }
            throw e;
        } finally {
            ev.end();
            if (lookahead != null) {
                lookahead.end();
            }
            statistics.accumulateAndGet(ev.statistics(), EvalStatistics::plus);
            worker.current = null;
            worker.policy = LimitPolicy.NONE;
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
