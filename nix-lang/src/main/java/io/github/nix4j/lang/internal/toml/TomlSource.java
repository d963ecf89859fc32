package io.github.nix4j.lang.internal.toml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text (byte text) with a name, its lines, and what is quoted of them in errors. Not thread-safe: lines are found on demand. */
final class TomlSource {
    /** So many bytes before and behind a place are quoted at most. */
    private static final int AROUND = 30;

    /** A quoted line, and how many of its bytes stand before the place that is meant. */
    record Quote(String line, int offset) {}

    final String name;
    final String text;
    private int @Nullable [] lineFeeds;

    TomlSource(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** The number of the line of {@code at}, from 1. */
    int line(int at) {
        if (lineFeeds == null) {
            lineFeeds = lineFeeds();
        }
        int found = Arrays.binarySearch(lineFeeds, at);
        return (found < 0 ? -found - 1 : found) + 1;
    }

    private int[] lineFeeds() {
        int[] all = new int[16];
        int n = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (n == all.length) {
                all = Arrays.copyOf(all, n * 2);
            }
            all[n++] = i;
        }
        return Arrays.copyOf(all, n);
    }

    /** The part of a line around {@code first} to {@code last}, with dots where it goes on. */
    Quote quote(int first, int last) {
        int size = text.length();
        int earliest = Math.max(0, first - AROUND);
        int start = first;
        while (start > earliest && text.charAt(start - 1) != '\n') {
            start--;
        }
        boolean cutBefore = start > 0 && text.charAt(start - 1) != '\n';
        int latest = size - last <= AROUND ? size : last + AROUND;
        int end = lineFeed(last, latest);
        String line = text.substring(start, end);
        if (end < size && text.charAt(end) != '\n') {
            line = line + " ...";
        }
        return cutBefore ? new Quote("... " + line, first - start + 4) : new Quote(line, first - start);
    }

    /** The first line feed between the two places, or the second of them. */
    int lineFeed(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                return i;
            }
        }
        return to;
    }
}
