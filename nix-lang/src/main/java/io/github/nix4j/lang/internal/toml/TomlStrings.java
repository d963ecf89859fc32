package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.store.ByteText;

/** The four kinds of strings. A string that is no string leaves the cursor where it began. */
final class TomlStrings {
    private static final int QUOTES = 3;

    private TomlStrings() {}

    static TomlNode read(TomlCursor in) {
        int first = in.at;
        String text;
        if (in.looksAt("\"\"\"")) {
            text = basicLines(in);
        } else if (in.looksAt("'''")) {
            text = literalLines(in);
        } else {
            text = in.current() == '"' ? basic(in) : literal(in);
        }
        return new TomlNode.Text(in.since(first), text);
    }

    static String basic(TomlCursor in) {
        int first = in.at++;
        basicChars(in, false);
        if (!in.take("\"")) {
            throw unclosed(in, first, "toml::parse_basic_string: invalid string format", "\"");
        }
        return unescaped(in.source.text.substring(first + 1, in.at - 1));
    }

    static String literal(TomlCursor in) {
        int first = in.at++;
        literalChars(in, false);
        if (!in.take("'")) {
            throw unclosed(in, first, "toml::parse_literal_string: invalid string format", "'");
        }
        return in.source.text.substring(first + 1, in.at - 1);
    }

    /** Passes over a string of one line, if there is one, without looking at the values of its escapes. */
    static boolean shape(TomlCursor in) {
        int first = in.at;
        char quote = in.current();
        in.at++;
        if (quote == '"') {
            basicChars(in, false);
        } else {
            literalChars(in, false);
        }
        boolean closed = in.take(String.valueOf(quote));
        in.at = closed ? in.at : first;
        return closed;
    }

    /** One and two quotes may stand inside, and right before the three that close. */
    private static String basicLines(TomlCursor in) {
        int first = in.at;
        in.at += QUOTES;
        basicChars(in, true);
        while (in.current() == '"') {
            int quotes = in.at;
            in.at += in.ahead(1) == '"' ? 2 : 1;
            int content = in.at;
            basicChars(in, true);
            if (in.at == content) {
                in.at = quotes;
                break;
            }
        }
        return unescaped(closeLines(in, first, "\"", "toml::parse_ml_basic_string: invalid string format"));
    }

    private static String literalLines(TomlCursor in) {
        int first = in.at;
        in.at += QUOTES;
        literalChars(in, true);
        while (in.current() == '\'') {
            int quotes = in.at;
            in.at += in.ahead(1) == '\'' ? 2 : 1;
            int content = in.at;
            literalChars(in, true);
            if (in.at == content) {
                in.at = quotes;
                break;
            }
        }
        return closeLines(in, first, "'", "toml::parse_ml_literal_string: invalid string format");
    }

    /** The text between the quotes, without a line feed right behind the first ones. */
    private static String closeLines(TomlCursor in, int first, String quote, String title) {
        String quotes = quote.repeat(QUOTES);
        if (!in.take(quotes)) {
            throw unclosed(in, first, title, quotes);
        }
        if (!in.take(quote + quote)) {
            in.take(quote);
        }
        int start = first + QUOTES;
        int end = in.at - QUOTES;
        String text = in.source.text;
        if (end - start >= 1 && text.charAt(start) == '\n') {
            start++;
        } else if (end - start >= 2 && text.startsWith("\r\n", start)) {
            start += 2;
        }
        return text.substring(start, end);
    }

    private static TomlFailure unclosed(TomlCursor in, int first, String title, String expected) {
        TomlFailure failure =
                TomlProblem.of(title, in.here(), "expected " + expected).failure();
        in.at = first;
        return failure;
    }

    private static void basicChars(TomlCursor in, boolean lines) {
        while (true) {
            char c = in.current();
            int end = c == '"' ? -1 : c == '\\' ? escape(in, lines) : in.visible(in.at);
            if (end >= 0) {
                in.at = end;
            } else if (!lines || !in.newline()) {
                return;
            }
        }
    }

    private static void literalChars(TomlCursor in, boolean lines) {
        while (true) {
            int end = in.current() == '\'' ? -1 : in.visible(in.at);
            if (end >= 0) {
                in.at = end;
            } else if (!lines || !in.newline()) {
                return;
            }
        }
    }

    /** The end of the escape at the cursor, or -1. */
    private static int escape(TomlCursor in, boolean lines) {
        char c = in.ahead(1);
        if (c != TomlCursor.END && "\"\\bfnrt".indexOf(c) >= 0) {
            return in.at + 2;
        } else if (c == 'u' || c == 'U') {
            int digits = c == 'u' ? 4 : 8;
            for (int i = 0; i < digits; i++) {
                if (Character.digit(in.ahead(2 + i), 16) < 0) {
                    return -1;
                }
            }
            return in.at + 2 + digits;
        }
        return lines ? lineEscape(in.source.text, in.at) : -1;
    }

    /** The end of white space with a line feed in its first line, behind a backslash, or -1. */
    private static int lineEscape(String text, int at) {
        int i = skip(text, at + 1, " \t");
        if (!text.startsWith("\n", i) && !text.startsWith("\r\n", i)) {
            return -1;
        }
        while (true) {
            i = skip(text, i, " \t\n");
            if (!text.startsWith("\r\n", i)) {
                return i;
            }
            i += 2;
        }
    }

    private static int skip(String text, int from, String chars) {
        int i = from;
        while (i < text.length() && chars.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    /** The value of text that was found to have well-formed escapes only. */
    private static String unescaped(String text) {
        int at = text.indexOf('\\');
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        for (; at >= 0; at = text.indexOf('\\', copied)) {
            out.append(text, copied, at);
            copied = unescape(text, at, out);
        }
        return out.append(text, copied, text.length()).toString();
    }

    private static int unescape(String text, int at, StringBuilder out) {
        int line = lineEscape(text, at);
        if (line >= 0) {
            return line;
        }
        char c = text.charAt(at + 1);
        if (c == 'u' || c == 'U') {
            int end = at + (c == 'u' ? 6 : 10);
            long codePoint = Long.parseLong(text.substring(at + 2, end), 16);
            out.append(ByteText.fromUnicode(Character.toString(checked(text, at, end, codePoint))));
            return end;
        }
        out.append("\"\\\b\f\n\r\t".charAt("\"\\bfnrt".indexOf(c)));
        return at + 2;
    }

    private static int checked(String text, int at, int end, long codePoint) {
        if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
            throw badCodePoint(text, at, end, "[0xD800, 0xDFFF] is not a valid UTF-8", "here");
        } else if (codePoint > Character.MAX_CODE_POINT) {
            throw badCodePoint(text, at, end, "input codepoint is too large.", "must be in range [0x00, 0x10FFFF]");
        }
        return (int) codePoint;
    }

    /** Quotes the string's text from the escape on, as a source of its own. */
    private static TomlFailure badCodePoint(String text, int at, int end, String title, String note) {
        TomlSource rest = new TomlSource("internal temporary", text.substring(at));
        return TomlProblem.of("toml::parse_utf8_codepoint: " + title, Region.of(rest, 1, end - at), note)
                .failure();
    }
}
