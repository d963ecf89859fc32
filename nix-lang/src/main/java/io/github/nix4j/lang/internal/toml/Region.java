package io.github.nix4j.lang.internal.toml;

import java.util.List;

/**
 * A part of a source that an error points at: bytes {@code first} to {@code last} (exclusive).
 *
 * @param lastLineAt the place whose line is taken for the last one
 */
record Region(TomlSource source, int first, int last, int lastLineAt) {
    /** From where on the ends of a long region are quoted apart, and how much of them is looked through for its lines. */
    private static final int LONG = 60;

    private static final int SEARCHED = 50;

    static Region of(TomlSource source, int first, int last) {
        return new Region(source, first, last, last);
    }

    /** One byte; at the end of the text, the byte before it. */
    static Region at(TomlSource source, int at) {
        int size = source.text.length();
        if (at < size) {
            return new Region(source, at, at + 1, at);
        }
        return new Region(source, Math.max(0, size - 1), size, size);
    }

    int length() {
        return last - first;
    }

    int firstLine() {
        return source.line(first);
    }

    int lastLine() {
        return source.line(lastLineAt);
    }

    /** One line, or the first and the last one, between them a line of dots if there are more. */
    List<TomlSource.Quote> lines() {
        int end = last - 1;
        int lines = lastLine() - firstLine();
        if (lines == 0) {
            return List.of(source.quote(first, end));
        }
        int size = source.text.length();
        int searchedTo = size - first > LONG ? first + SEARCHED : size;
        int searchedFrom = end > LONG ? end - SEARCHED : 0;
        TomlSource.Quote begin = source.quote(first, source.lineFeed(first, searchedTo));
        TomlSource.Quote finish = source.quote(source.lineFeed(searchedFrom, end), end);
        return lines == 1 ? List.of(begin, finish) : List.of(begin, new TomlSource.Quote("...", 0), finish);
    }
}
