package io.github.nix4j.lang.internal.toml;

/** A place in a source that moves on, and the small things that can stand there. Not thread-safe. */
final class TomlCursor {
    /** What {@link #current} gives behind the last byte; no text that Nix can hold has it inside. */
    static final char END = '\0';

    private static final int STEPS_BETWEEN_CHECKPOINTS = 1 << 12;

    final TomlSource source;
    int at;
    private final Runnable checkpoint;
    private int steps;

    /** @param checkpoint called now and then; what it throws ends the reading */
    TomlCursor(TomlSource source, Runnable checkpoint) {
        this.source = source;
        this.checkpoint = checkpoint;
    }

    /** Takes note of a byte or a value that is looked at. */
    void step() {
        if (++steps % STEPS_BETWEEN_CHECKPOINTS == 0) {
            checkpoint.run();
        }
    }

    boolean atEnd() {
        return at >= source.text.length();
    }

    char current() {
        return ahead(0);
    }

    char ahead(int n) {
        return at + n < source.text.length() ? source.text.charAt(at + n) : END;
    }

    void advance() {
        step();
        if (!atEnd()) {
            at++;
        }
    }

    boolean looksAt(String literal) {
        return source.text.startsWith(literal, at);
    }

    /** Passes over {@code literal} if it stands here. */
    boolean take(String literal) {
        boolean here = looksAt(literal);
        at += here ? literal.length() : 0;
        return here;
    }

    boolean newline() {
        return take("\n") || take("\r\n");
    }

    void whitespace() {
        while (current() == ' ' || current() == '\t') {
            at++;
        }
    }

    /** Passes over {@code #} and what may follow it in its line; what stands behind that is for the caller to judge. */
    boolean comment() {
        if (current() != '#') {
            return false;
        }
        at++;
        int end;
        while ((end = visible(at)) >= 0) {
            at = end;
        }
        return true;
    }

    /** The end of the character at {@code from} if it is no control character but a tab, or -1. */
    int visible(int from) {
        if (from >= source.text.length()) {
            return -1;
        }
        char c = source.text.charAt(from);
        return c == '\t' || c >= ' ' && c < 0x7f ? from + 1 : multibyte(from);
    }

    /** The end of the character of two to four bytes at {@code from}, or -1: shortest forms, no surrogates. */
    private int multibyte(int from) {
        int first = source.text.charAt(from);
        int length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : 4;
        if (first < 0xc2 || first > 0xf4 || from + length > source.text.length()) {
            return -1;
        }
        int second = source.text.charAt(from + 1);
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return -1;
        }
        for (int i = from + 2; i < from + length; i++) {
            int c = source.text.charAt(i);
            if (c < 0x80 || c > 0xbf) {
                return -1;
            }
        }
        return from + length;
    }

    Region here() {
        return Region.at(source, at);
    }

    Region since(int first) {
        return Region.of(source, first, at);
    }

    String textSince(int first) {
        return source.text.substring(first, at);
    }
}
