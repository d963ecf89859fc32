package io.github.nix4j.cli.evaluation.observation;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.internal.eval.CallObserver;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code eval-profiler = flamegraph}: counts which calls are under way at points in time, and writes each stack with its count
 * as a line of "folded stacks". Time is looked at when a call begins, so that a stack is taken at most once for each call.
 */
final class FlameProfile implements CallObserver {
    private static final long SECOND = 1_000_000_000L;
    /** Samples are written so often, lest a long evaluation keeps them all. */
    private static final long BETWEEN_WRITES = 2 * SECOND;

    private final Session session;
    private final String file;
    private final OutputStream out;
    private final long interval;
    private final ThreadLocal<Deque<CallFrame>> stacks = ThreadLocal.withInitial(ArrayDeque::new);
    private final Map<List<CallFrame>, Integer> counts = new LinkedHashMap<>();
    private long lastSample = System.nanoTime();
    private long lastWrite = lastSample;

    /** Why writing failed; evaluation goes on without a profile. */
    private @Nullable IOException failure;

    private FlameProfile(Session session, String file, OutputStream out, long interval) {
        this.session = session;
        this.file = file;
        this.out = out;
        this.interval = interval;
    }

    /**
     * A profile that is written to a file.
     *
     * @param frequency how many samples are taken in a second at most; 0 for one at each call
     */
    static FlameProfile to(Session session, String file, long frequency) {
        try {
            return new FlameProfile(
                    session,
                    file,
                    Files.newOutputStream(DiskNames.pathOf(file)),
                    frequency == 0 ? 0 : SECOND / frequency);
        } catch (IOException e) {
            throw new CliException("opening file \"" + file + "\": " + SystemReason.of(e));
        }
    }

    @Override
    public void entered(Evaluation ev, Value function, Value[] args, int pos) {
        Deque<CallFrame> stack = stacks.get();
        stack.addLast(CallFrame.of(ev, function, args, pos));
        long now = System.nanoTime();
        synchronized (this) {
            if (now - lastSample > interval) {
                counts.merge(new ArrayList<>(stack), 1, Integer::sum);
                lastSample = now;
            }
            if (now - lastWrite >= BETWEEN_WRITES) {
                write();
                lastWrite = System.nanoTime();
            }
        }
    }

    @Override
    public void left(Evaluation ev, int pos) {
        stacks.get().removeLast();
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        counts.forEach((stack, count) -> {
            for (int i = 0; i < stack.size(); i++) {
                text.append(i == 0 ? "" : ";").append(stack.get(i).text());
            }
            text.append(' ').append(count).append('\n');
        });
        counts.clear();
        try {
            out.write(ByteText.bytes(text.toString()));
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
    }

    /** Writes what was counted; says so if not all of it could be written. */
    synchronized void close() {
        write();
        try {
            out.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        if (failure != null) {
            session.warn("writing the profile \"" + file + "\": " + SystemReason.of(failure));
        }
    }
}
