package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.Cancellation;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.internal.eval.LimitCheck;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The limits of one call of an evaluator. Made on the calling thread, checked on the evaluating one. */
final class Limits implements LimitCheck {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final long deadline;
    private final boolean hasDeadline;
    private final long maxSteps;
    private final long maxAllocated;
    private final @Nullable Cancellation cancellation;
    private long steps;
    private long allocatedBefore = -1;

    Limits(EvalOptions options) {
        Duration timeout = options.timeout();
        // What is further away than the clock counts is no deadline.
        hasDeadline = timeout != null && timeout.compareTo(LONGEST) < 0;
        deadline =
                timeout != null && hasDeadline ? System.nanoTime() + (timeout.isNegative() ? 0 : timeout.toNanos()) : 0;
        maxSteps = options.maxSteps();
        maxAllocated = options.maxAllocatedBytes();
        cancellation = options.cancellation();
    }

    @Override
    public void check(int more) {
        steps += more;
        if (isCancelled()) {
            throw new NixLimitException(Message.plain("evaluation was cancelled"));
        }
        if (isOverdue()) {
            throw new NixLimitException(
                    Message.plain("evaluation exceeded its deadline; allow more time or evaluate less"));
        }
        if (maxSteps > 0 && steps > maxSteps) {
            throw new NixLimitException(Message.of("evaluation exceeded its limit of %s steps", maxSteps));
        }
        reserve(0);
    }

    private boolean isCancelled() {
        return cancellation != null && cancellation.isCancelled();
    }

    private boolean isOverdue() {
        return hasDeadline && System.nanoTime() - deadline > 0;
    }

    @Override
    public boolean mayEnd() {
        return cancellation != null || hasDeadline;
    }

    @Override
    public boolean hasEnded() {
        return isCancelled() || isOverdue();
    }

    @Override
    public void reserve(long bytes) {
        if (maxAllocated > 0) {
            long allocated = allocated();
            if (allocatedBefore < 0) {
                allocatedBefore = allocated;
            }
            if (allocated - allocatedBefore + bytes > maxAllocated) {
                throw new NixLimitException(
                        Message.of("evaluation exceeded its limit of %s allocated bytes", maxAllocated));
            }
        }
    }

    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
    }
}
