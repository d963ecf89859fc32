package io.github.nix4j.store.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often and how patiently a download is tried.
 *
 * @param attempts how many attempts there are in all
 * @param firstWait the wait after the first failure; it doubles each time, with up to a factor 1.4 of chance
 * @param firstWaitWhenLimited the same where the server complains of too many requests
 * @param longestWait the longest wait, also where the server asks for more
 */
public record RetryPolicy(int attempts, Duration firstWait, Duration firstWaitWhenLimited, Duration longestWait) {
    /** Nix's own patience: five attempts, from a quarter of a second on, or from a minute when limited. */
    public static final RetryPolicy NIX =
            new RetryPolicy(5, Duration.ofMillis(250), Duration.ofSeconds(60), Duration.ofMinutes(10));

    private static final double MOST_CHANCE = 0.5;

    /** One attempt only. */
    public static RetryPolicy never() {
        return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /**
     * The wait after failed attempt number {@code attempt}, counted from 1.
     *
     * @param chance from 0 to 1, so that many clients do not come back at once
     */
    Duration wait(int attempt, DownloadException failure, double chance) {
        @Nullable Duration asked = failure.retryAfter();
        if (asked == null) {
            Duration first = failure.kind() == DownloadException.Kind.RATE_LIMITED ? firstWaitWhenLimited : firstWait;
            asked = Duration.ofMillis((long) (first.toMillis() * Math.pow(2, attempt - 1 + MOST_CHANCE * chance)));
        }
        return asked.compareTo(longestWait) > 0 ? longestWait : asked;
    }
}
