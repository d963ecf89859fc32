package io.github.nix4j.cli.evaluation.observation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.internal.eval.CallObserver;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import java.time.Instant;

/** {@code trace-function-calls}: a line on standard error for the beginning and the end of each call, with nanoseconds. */
final class FunctionTrace implements CallObserver {
    private static final long NANOSECONDS = 1_000_000_000L;

    private final Session session;
    /** The clock has microseconds at best; what has passed since it was read is known more exactly. */
    private final long start = now() - System.nanoTime();

    FunctionTrace(Session session) {
        this.session = session;
    }

    @Override
    public void entered(Evaluation ev, Value function, Value[] args, int pos) {
        tell("entered", ev, pos);
    }

    @Override
    public void left(Evaluation ev, int pos) {
        tell("exited", ev, pos);
    }

    private synchronized void tell(String what, Evaluation ev, int pos) {
        session.tell(
                "function-trace " + what + " " + CallPlace.of(ev, pos).text() + " at " + (start + System.nanoTime()));
    }

    private static long now() {
        Instant instant = Instant.now();
        return instant.getEpochSecond() * NANOSECONDS + instant.getNano();
    }
}
