package io.github.nix4j.lang;

/** Stops evaluations from another thread: those started with it end soon with a {@link NixLimitException}. */
public final class Cancellation {
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }
}
