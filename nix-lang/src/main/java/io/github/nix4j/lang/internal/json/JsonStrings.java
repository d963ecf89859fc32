package io.github.nix4j.lang.internal.json;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Byte text as JSON strings. */
public final class JsonStrings {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final HexFormat LOWER = HexFormat.of();

    /** The reference gathers so many bytes, less what one character may take, before it hands them on. */
    private static final int PIECE = 512 - 12;

    private JsonStrings() {}

    /**
     * Appends {@code text} in quotes. Returns what is wrong with it if it is not UTF-8, in the words of the reference, or null;
     * what was appended is then what the reference has handed on by the time that it notices: the quote and whole pieces.
     */
    public static @Nullable String append(StringBuilder out, String text) {
        out.append('"');
        int start = out.length();
        int plainFrom = 0;
        int n = text.length();
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                int end = sequenceEnd(text, i);
                if (end < 0) {
                    out.append(text, plainFrom, i);
                    out.setLength(start + wholePieces(out, start));
                    return problem(text, -end - 1);
                }
                i = end - 1;
            } else if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, plainFrom, i);
                escape(out, c);
                plainFrom = i + 1;
            }
        }
        out.append(text, plainFrom, n).append('"');
        return null;
    }

    /** The length of all whole pieces of the escaped text from {@code start} on. */
    private static int wholePieces(StringBuilder out, int start) {
        int whole = 0;
        for (int at = start; at < out.length(); ) {
            at += lengthOfOne(out, at);
            if (at - start - whole >= PIECE) {
                whole = at - start;
            }
        }
        return whole;
    }

    private static int lengthOfOne(StringBuilder out, int at) {
        char c = out.charAt(at);
        if (c == '\\') {
            return out.charAt(at + 1) == 'u' ? 6 : 2;
        }
        return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u").append(LOWER.toHexDigits(c));
        }
    }

    private static String problem(String text, int at) {
        return at < text.length()
                ? "invalid UTF-8 byte at index " + at + ": 0x" + UPPER.toHexDigits((byte) text.charAt(at))
                : "incomplete UTF-8 string; last byte: 0x" + UPPER.toHexDigits((byte) text.charAt(text.length() - 1));
    }

    /**
     * The end of the UTF-8 sequence that starts with the non-ASCII byte at {@code from}; or {@code -1 - i} where {@code i} is
     * the index of the byte at which it stops to be one (the text's length if more was to come).
     */
    static int sequenceEnd(String text, int from) {
        int lead = text.charAt(from);
        int more;
        int low = 0x80;
        int high = 0xbf;
        if (lead >= 0xc2 && lead <= 0xdf) {
            more = 1;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            more = 2;
            low = lead == 0xe0 ? 0xa0 : 0x80; // no overlong forms
            high = lead == 0xed ? 0x9f : 0xbf; // no surrogates
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            more = 3;
            low = lead == 0xf0 ? 0x90 : 0x80;
            high = lead == 0xf4 ? 0x8f : 0xbf;
        } else {
            return -1 - from;
        }
        for (int i = 1; i <= more; i++) {
            int at = from + i;
            if (at >= text.length() || text.charAt(at) < low || text.charAt(at) > high) {
                return -1 - at;
            }
            low = 0x80;
            high = 0xbf;
        }
        return from + more + 1;
    }
}
