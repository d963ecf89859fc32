package io.github.nix4j.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What a run has written, so that a second attempt at the same does not write it again. Lines that the second one has no reason
 * for any more, such as those of a download, are passed over. Thread-safe.
 */
final class Told {
    private final Deque<String> lines = new ArrayDeque<>();
    private long written;

    synchronized void line(String text) {
        lines.add(text);
    }

    synchronized void output(String text) {
        written += text.length();
    }

    /** Whether a line was told before, after those that this was asked about already. */
    synchronized boolean hasLine(String text) {
        if (!lines.contains(text)) {
            return false;
        }
        Iterator<String> next = lines.iterator();
        boolean found = false;
        while (!found) {
            found = next.next().equals(text);
            next.remove();
        }
        return true;
    }

    /** What of the next piece of output was not written before. */
    synchronized String newOutput(String text) {
        int known = (int) Math.min(written, text.length());
        written -= known;
        return text.substring(known);
    }
}
