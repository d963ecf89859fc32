package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.Message;
import io.github.nix4j.store.ByteText;
import java.nio.charset.StandardCharsets;

/** What the text of a string in double quotes stands for. */
final class StringText {
    private static final String NUL_SYMBOL = ByteText.fromUnicode("\u2400");

    private StringText() {}

    /** Resolves escapes, and turns CR and CR LF into LF. */
    static String unescape(String raw) {
        if (raw.indexOf('\\') < 0 && raw.indexOf('\r') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\') {
                text.append(escaped(raw.charAt(++i)));
            } else if (c == '\r') {
                text.append('\n');
                if (i + 1 < raw.length() && raw.charAt(i + 1) == '\n') {
                    i++;
                }
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** What a byte behind a backslash stands for. */
    static char escaped(char c) {
        switch (c) {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            default:
                return c;
        }
    }

    /** Reports if the text {@code [start, end)} has a NUL byte that no backslash precedes. */
    static void checkNoNul(Problems problems, byte[] src, int start, int end) {
        for (int i = start; i < end; i++) {
            if (src[i] == 0) {
                checkNoNulSlowly(problems, src, start, end);
                return;
            }
        }
    }

    private static void checkNoNulSlowly(Problems problems, byte[] src, int start, int end) {
        for (int i = start; i < end; i++) {
            if (src[i] == '\\') {
                i++;
            } else if (src[i] == 0) {
                problems.report(
                        nulIn(unescape(new String(src, start, end - start, StandardCharsets.ISO_8859_1)), start));
                return;
            }
        }
    }

    /** The failure for a text with a NUL byte. */
    static ParseFailure nulIn(String text, int offset) {
        return new ParseFailure(
                Message.of(
                        "input string '%s' cannot be represented as Nix string because it contains null bytes",
                        text.replace("\0", NUL_SYMBOL)),
                offset);
    }
}
