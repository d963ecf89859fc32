package io.github.nix4j.lang.internal.eval;

import java.util.HashMap;
import java.util.Map;

/** Which evaluation waits for which, so that a cycle of waits is told from a wait. One object an engine; thread-safe. */
public final class ThunkWaits {
    private final Map<Evaluation, Evaluation> waitsFor = new HashMap<>();

    private volatile int waiting;

    /** Whether any evaluation waits for any thunk. */
    boolean anybody() {
        return waiting != 0;
    }

    /** Notes that {@code waiter} is about to wait for {@code owner}; false if that would close a cycle. */
    synchronized boolean begin(Evaluation waiter, Evaluation owner, Thunk thunk) {
        for (Evaluation next = owner; next != null; next = waitsFor.get(next)) {
            if (next == waiter) {
                // The cycle may be stale if the thunk was finished meanwhile: the caller's loop looks at it again.
                return !thunk.isUnderEvaluation();
            }
        }
        waitsFor.put(waiter, owner);
        waiting = waitsFor.size();
        return true;
    }

    synchronized void end(Evaluation waiter) {
        waitsFor.remove(waiter);
        waiting = waitsFor.size();
    }
}
