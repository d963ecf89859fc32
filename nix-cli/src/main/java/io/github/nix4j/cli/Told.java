package io.github.nix4j.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run has written, so that a second attempt at the same does not write it again. Lines that the second one has no reason
 * for any more, such as those of a download, are passed over. Thread-safe.
 */
final class Told {
    /** So many bytes of lines are kept: a program may trace for hours. A second attempt writes those after them again. */
    private static final long LIMIT = 16 << 20;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Map<String, Optional<Character>> answers = new HashMap<>();
    private long kept;
    private long written;

    synchronized void line(String text) {
        if (kept < LIMIT) {
            kept += text.length();
            lines.add(text);
        }
    }

    synchronized void output(String text) {
        written += text.length();
    }

    /** Whether a line was told before, once more than this was asked already. */
    synchronized boolean hasLine(String text) {
        return lines.remove(text);
    }

    synchronized void answer(String question, @Nullable Character answer) {
        answers.put(question, Optional.ofNullable(answer));
    }

    /** What was answered before; null if that was not asked. */
    synchronized @Nullable Optional<Character> answerTo(String question) {
        return answers.get(question);
    }

    /** What of the next piece of output was not written before. */
    synchronized String newOutput(String text) {
        int known = (int) Math.min(written, text.length());
        written -= known;
        return text.substring(known);
    }
}
