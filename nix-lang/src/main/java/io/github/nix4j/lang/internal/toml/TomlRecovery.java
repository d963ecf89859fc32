package io.github.nix4j.lang.internal.toml;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds where reading can go on behind something that is wrong. These rules decide which further errors a text has, so they are
 * the reference's, odd as some are. Where it would never end they end: a comment in an array that is passed over, and going back
 * to the same line again and again.
 */
final class TomlRecovery {
    private final TomlCursor in;
    private final int maxDepth;
    private final Set<WayBack> wentBackFrom = new HashSet<>();
    private int depth;
    /** A hash of what is being read or passed over, outermost first. */
    private long open;

    /** A place from which reading went back to the start of its line, and what was open there. */
    private record WayBack(int at, long open) {}

    /** What brackets and braces are. */
    enum Construct {
        ARRAY,
        TABLE,
        PASSED_ARRAY,
        PASSED_TABLE
    }

    TomlRecovery(TomlCursor in, int maxDepth) {
        this.in = in;
        this.maxDepth = maxDepth;
    }

    /** Says that something begins; returns what {@link #close} takes at its end. */
    long open(Construct construct) {
        long around = open;
        open = (around + construct.ordinal() + 1) * 0x9e3779b97f4a7c15L;
        return around;
    }

    void close(long around) {
        open = around;
    }

    /** To the next header of a table. A line behind an empty one is not looked at. */
    void toNextTable() {
        while (!in.atEnd()) {
            if (in.current() == '\n') {
                in.advance();
                int line = in.at;
                in.whitespace();
                if (TomlKeys.isHeader(in, "[") || TomlKeys.isHeader(in, "[[")) {
                    in.at = line;
                    return;
                }
            }
            in.advance();
        }
    }

    /** Behind a key without a value, or to the end of its value or line. */
    void pastKeyValue() {
        while (!in.atEnd() && in.current() != '\n') {
            if (in.current() == '=') {
                // The sign itself is taken for the value, which ends where its line or an element does.
                toEndOfElement();
                return;
            }
            in.advance();
        }
    }

    void pastComments() {
        while (true) {
            in.whitespace();
            if (in.current() == '#') {
                while (!in.atEnd() && in.current() != '\n') {
                    in.advance();
                }
                in.advance();
            } else if (!in.newline()) {
                return;
            }
        }
    }

    /** To the end of an element of an array; strings are passed over, arrays and tables to their closing bracket. */
    void pastValue() {
        switch (in.current()) {
            case '"', '\'' -> pastString();
            case '[' -> pastArray();
            case '{' -> pastInlineTable();
            default -> toEndOfElement();
        }
    }

    private void toEndOfElement() {
        while (!in.atEnd() && "\n,]}".indexOf(in.current()) < 0) {
            in.advance();
        }
    }

    private void pastString() {
        String quote = String.valueOf(in.current());
        String quotes = quote.repeat(3);
        if (in.take(quotes)) {
            int end = in.source.text.indexOf(quotes, in.at);
            in.at = end < 0 ? in.source.text.length() : end + quotes.length();
            return;
        }
        do {
            in.advance();
        } while (!in.atEnd() && !in.looksAt(quote) && in.current() != '\n');
        in.advance();
    }

    private void pastArray() {
        long around = open(Construct.PASSED_ARRAY);
        deeper();
        in.advance();
        while (!in.atEnd() && in.current() != ']') {
            if (in.current() == '=') {
                // No key can stand here: the bracket was never closed, and the line is a new one.
                toStartOfLine();
                break;
            } else if (in.current() == '[' && isHeader()) {
                break;
            } else if (!pastNested()) {
                in.advance();
            }
        }
        depth--;
        close(around);
    }

    private void pastInlineTable() {
        long around = open(Construct.PASSED_TABLE);
        deeper();
        in.advance();
        while (!in.atEnd() && in.current() != '}' && in.current() != '\n') {
            if (in.current() == '#') {
                pastComments();
                break;
            } else if (in.current() == '[' && isHeader()) {
                break;
            } else if (!pastNested()) {
                in.advance();
            }
        }
        depth--;
        close(around);
    }

    private boolean pastNested() {
        switch (in.current()) {
            case '"', '\'' -> pastString();
            case '#' -> pastComments();
            case '[' -> pastArray();
            case '{' -> pastInlineTable();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean isHeader() {
        return TomlKeys.isHeader(in, "[") || TomlKeys.isHeader(in, "[[");
    }

    private void toStartOfLine() {
        if (!wentBackFrom.add(new WayBack(in.at, open))) {
            // Seen before, with the same open: reading on from the line's start would lead here for ever.
            in.at = in.source.text.length();
            return;
        }
        in.at = in.source.text.lastIndexOf('\n', in.at) + 1;
    }

    private void deeper() {
        if (++depth > maxDepth) {
            throw new TomlNestingException();
        }
    }
}
