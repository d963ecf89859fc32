package io.github.nix4j.lang.internal.eval;

import java.util.HashMap;
import java.util.Map;

/** Which evaluation waits for which thunk, so that a cycle of waits is told from a wait. One object an engine; thread-safe. */
public final class ThunkWaits {
    private record Wait(Evaluation owner, Thunk thunk) {
        /** A wait whose thunk has got another owner or an end is over, though its evaluation may not have noticed yet. */
        boolean isReal() {
            return thunk.isOwnedBy(owner);
        }
    }

    private static final Thunk[] NONE = {};

    private final Map<Evaluation, Wait> waits = new HashMap<>();
    /** The thunks of {@link #waits}: replaced as a whole. */
    private volatile Thunk[] awaited = NONE;

    /** Whether any evaluation waits for {@code thunk}. */
    boolean anybodyFor(Thunk thunk) {
        // Asked for each thunk that is finished, and nearly always empty.
        Thunk[] now = awaited;
        for (Thunk each : now) {
            if (each == thunk) {
                return true;
            }
        }
        return false;
    }

    private void changed() {
        Thunk[] thunks = new Thunk[waits.size()];
        int n = 0;
        for (Wait wait : waits.values()) {
            thunks[n++] = wait.thunk;
        }
        awaited = thunks;
    }

    /** Notes that {@code waiter} is about to wait for {@code thunk}, which {@code owner} evaluates; false if that closes a cycle. */
    synchronized boolean begin(Evaluation waiter, Evaluation owner, Thunk thunk) {
        Wait own = new Wait(owner, thunk);
        for (Wait next = own; next != null && next.isReal(); next = waits.get(next.owner)) {
            if (next.owner == waiter) {
                return false;
            }
        }
        waits.put(waiter, own);
        changed();
        return true;
    }

    synchronized void end(Evaluation waiter) {
        waits.remove(waiter);
        changed();
    }
}
