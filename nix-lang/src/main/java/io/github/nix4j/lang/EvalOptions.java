package io.github.nix4j.lang;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one call of an evaluator may use up, and each later call on the values it gives. Immutable.
 *
 * @param timeout how long it may take; null for any time. It is looked at between steps: not while one huge list or string is
 *     made, which {@code maxAllocatedBytes} refuses before, and not while a function written in Java runs. What fetches or builds, and
 *     what a flake does that {@code getFlake} gets, is interrupted, as it is where the calling thread is
 * @param maxSteps about how many calls, coercions and comparisons it may make; 0 for any number
 * @param maxAllocatedBytes about how many bytes it may allocate (not: hold); 0 for any number
 * @param cancellation stops it from another thread, where {@code timeout} would; null for never
 */
public record EvalOptions(
        @Nullable Duration timeout,
        long maxSteps,
        long maxAllocatedBytes,
        @Nullable Cancellation cancellation) {
    public EvalOptions {
        if (maxSteps < 0 || maxAllocatedBytes < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }

    /** No limits. */
    public static final EvalOptions UNLIMITED = new EvalOptions(null, 0, 0, null);

    public EvalOptions withTimeout(Duration limit) {
        return new EvalOptions(limit, maxSteps, maxAllocatedBytes, cancellation);
    }

    public EvalOptions withMaxSteps(long limit) {
        return new EvalOptions(timeout, limit, maxAllocatedBytes, cancellation);
    }

    public EvalOptions withMaxAllocatedBytes(long limit) {
        return new EvalOptions(timeout, maxSteps, limit, cancellation);
    }

    public EvalOptions withCancellation(Cancellation token) {
        return new EvalOptions(timeout, maxSteps, maxAllocatedBytes, token);
    }
}
