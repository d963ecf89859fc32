package io.github.nix4j.cli.log;

import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
                expected = all;
            }
        }

        /** How much of it was downloaded. */
        private long bytes() {
            return kind == ActivityKind.DOWNLOAD ? done : 0;
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
            done += activity.bytes();
            expected += activity.bytes();
        }
    }

    private void paint() {
        try {
            do {
                Thread.sleep(INTERVAL_MILLIS);
            } while (awaitWork(err.refresh(this::text)));
        } catch (InterruptedException e) {
            // Nobody does that; the line stays as it is.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until there is something to draw, or to take away.
     *
     * @return whether there will ever be
     */
    private synchronized boolean awaitWork(boolean shown) throws InterruptedException {
        while (running.isEmpty() && !shown && !closed) {
            wait();
        }
        return !closed;
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
            arrived += activity.bytes();
            all += activity.kind == ActivityKind.DOWNLOAD ? Math.max(activity.done, activity.expected) : 0;
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
        long tenths = Math.round(bytes / (MEBIBYTE / 10));
        return tenths / 10 + "." + tenths % 10;
    }

    /** Names come from anywhere; what moves a terminal's cursor does not get there. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // The second byte of a control character beyond ASCII counts as one, too.
            boolean second = c >= 0x80 && c < 0xa0 && i > 0 && text.charAt(i - 1) == 0xc2;
            shown.append(c < ' ' || c == 0x7f || second ? '?' : c);
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
        err.refresh(this::text);
    }
}
