package io.github.nix4j.store.build;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Keeps the last lines of a log and hands all of them on. Thread-safe. */
final class LastLines implements Consumer<String> {
    private final int limit;
    private final Consumer<String> next;
    private final Deque<String> lines = new ArrayDeque<>();

    LastLines(int limit, Consumer<String> next) {
        this.limit = limit;
        this.next = next;
    }

    @Override
    public void accept(String line) {
        synchronized (this) {
            lines.addLast(line);
            if (lines.size() > limit) {
                lines.removeFirst();
            }
        }
        next.accept(line);
    }

    /** What a failure says of them; nothing if there are none. */
    synchronized String text(String derivation) {
        if (lines.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nLast " + lines.size() + " log lines:");
        lines.forEach(line -> text.append("\n> ").append(line));
        return text.append("\nFor full logs, run:\n  nix log ")
                .append(derivation)
                .toString();
    }
}
