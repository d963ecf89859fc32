package io.github.nix4j.cli.log;

import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Shows on a terminal what is being done: how much was fetched, and the activity that began last of those that go on. Drawn twenty
 * times a second at most and by a thread of its own, so that what is over before is neither seen nor slowed. Thread-safe.
 */
public final class ProgressLine implements ActivityListener, AutoCloseable {
    private static final long INTERVAL_MILLIS = 50;
    private static final double MEBIBYTE = 1 << 20;

    private final ErrorOutput err;
    private final Set<Running> running = new LinkedHashSet<>();
    private boolean painting;
    private boolean closed;
    private int inputs;
    private long done;
    private long expected;

    public ProgressLine(ErrorOutput err) {
        this.err = err;
    }

    private final class Running implements Activity {
        private final ActivityKind kind;
        private final String text;
        private long done;
        private long expected;

        Running(ActivityKind kind, String text) {
            this.kind = kind;
            this.text = text;
        }

        @Override
        public void progress(long now, long all) {
            synchronized (ProgressLine.this) {
                done = now;
                expected = Math.max(now, all);
            }
        }

        @Override
        public void close() {
            ended(this);
        }
    }

    @Override
    public synchronized Activity begin(ActivityKind kind, String subject) {
        Running begun = new Running(kind, printable(kind.describe(subject)));
        running.add(begun);
        if (!painting && !closed) {
            painting = true;
            Thread painter = new Thread(this::paint, "nix4j-progress");
            painter.setDaemon(true);
            painter.start();
        }
        notifyAll();
        return begun;
    }

    private synchronized void ended(Running activity) {
        if (running.remove(activity)) {
            inputs += activity.kind == ActivityKind.INPUT ? 1 : 0;
            done += activity.done;
            expected += activity.done;
        }
    }

    private void paint() {
        try {
            while (!isClosed()) {
                Thread.sleep(INTERVAL_MILLIS);
                err.status(text());
                awaitWork();
            }
        } catch (InterruptedException e) {
            // Nobody does that; the line stays as it is.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void awaitWork() throws InterruptedException {
        while (running.isEmpty() && text().isEmpty() && !closed) {
            wait();
        }
    }

    /** What is to be seen now; nothing while nothing goes on. */
    synchronized String text() {
        if (running.isEmpty() || closed) {
            return "";
        }
        long arrived = done;
        long all = expected;
        String last = "";
        boolean fetches = false;
        for (Running activity : running) {
            fetches |= activity.kind == ActivityKind.INPUT;
            arrived += activity.done;
            all += activity.expected;
            last = activity.text;
        }
        List<String> counts = new ArrayList<>();
        if (fetches && inputs > 0) {
            counts.add(inputs + " fetched");
        }
        if (arrived > 0) {
            String total = all > arrived ? "/" + mebibytes(all) : "";
            counts.add(mebibytes(arrived) + total + " MiB DL");
        }
        return (counts.isEmpty() ? "" : "[" + String.join(", ", counts) + "] ") + last;
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEBIBYTE);
    }

    /** Names come from anywhere; what moves a terminal's cursor does not get there. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(c < ' ' || c == 0x7f ? '?' : c);
        }
        return shown.toString();
    }

    /** Takes the line away for good. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        err.status("");
    }
}
