package io.github.nix4j.lang.internal.regex;

import io.github.nix4j.lang.internal.regex.RegexScanner.Token;

/** Reads what stands between {@code [} and {@code ]}. */
final class BracketExpression {
    /** What came last, which may turn out to begin a range. */
    private enum Last {
        NOTHING,
        CHAR,
        CLASS
    }

    private final RegexScanner scanner;
    private final boolean[] set = new boolean[256];
    private Last last = Last.NOTHING;
    private char lastChar;

    private BracketExpression(RegexScanner scanner) {
        this.scanner = scanner;
    }

    /** The set of bytes; the opening bracket has been read. */
    static boolean[] read(RegexScanner scanner, boolean negated, boolean ignoreCase) {
        BracketExpression expression = new BracketExpression(scanner);
        expression.read();
        if (ignoreCase) {
            ByteSet.addOtherCase(expression.set);
        }
        if (negated) {
            for (int i = 0; i < 256; i++) {
                expression.set[i] = !expression.set[i];
            }
        }
        return expression.set;
    }

    private void read() {
        if (scanner.match(Token.CHAR)) {
            character(scanner.matched().charAt(0));
        } else if (scanner.match(Token.BRACKET_DASH)) {
            character('-');
        }
        boolean more = true;
        while (more) {
            more = term();
        }
    }

    /** The next character is a member in any case; that a range begins with it changes nothing about that. */
    private void character(char c) {
        set[c] = true;
        last = Last.CHAR;
        lastChar = c;
    }

    private boolean term() {
        if (scanner.match(Token.BRACKET_END)) {
            return false;
        } else if (scanner.match(Token.COLLATING_SYMBOL)) {
            character(named(scanner.matched()));
        } else if (scanner.match(Token.EQUIVALENCE_CLASS)) {
            last = Last.CLASS;
            char like = ByteSet.lower(named(scanner.matched()));
            for (char c = 0; c < 256; c++) {
                set[c] |= ByteSet.lower(c) == like;
            }
        } else if (scanner.match(Token.CHARACTER_CLASS)) {
            last = Last.CLASS;
            if (!ByteSet.addClass(set, scanner.matched())) {
                throw RegexException.invalid("unknown character class");
            }
        } else if (scanner.match(Token.CHAR)) {
            character(scanner.matched().charAt(0));
        } else if (scanner.match(Token.BRACKET_DASH)) {
            return dash();
        } else {
            throw RegexException.invalid("unexpected character in [ ]");
        }
        return true;
    }

    private boolean dash() {
        if (scanner.match(Token.BRACKET_END)) {
            character('-');
            return false;
        }
        if (last != Last.CHAR) {
            throw RegexException.invalid("a dash must be first, last or between two characters");
        }
        if (scanner.match(Token.CHAR)) {
            range(lastChar, scanner.matched().charAt(0));
        } else if (scanner.match(Token.BRACKET_DASH)) {
            range(lastChar, '-');
        } else {
            throw RegexException.invalid("invalid end of a range");
        }
        last = Last.NOTHING;
        return true;
    }

    private void range(char from, char to) {
        // Bytes are signed here: those from 128 on come before 0.
        if ((byte) from > (byte) to) {
            throw RegexException.invalid("the ends of a range are out of order");
        }
        for (int c = (byte) from; c <= (byte) to; c++) {
            set[c & 0xff] = true;
        }
    }

    private static char named(String name) {
        int c = ByteSet.named(name);
        if (c < 0) {
            throw RegexException.invalid("unknown collating element");
        }
        return (char) c;
    }
}
