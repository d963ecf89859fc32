package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.Message;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** The checks that number literals undergo while they are lexed. */
final class Numbers {
    private Numbers() {}

    /** Reports unless the digits {@code [start, end)} are a 64-bit integer. */
    static void checkInteger(Problems problems, byte[] src, int start, int end) {
        if (end - start <= 18) {
            return;
        }
        String text = text(src, start, end);
        try {
            Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            problems.report(new ParseFailure(Message.of("invalid integer '%s'", text), start));
        }
    }

    /** Reports where C's strtod reports a range error: on overflow, and on underflow that loses digits. */
    static void checkFloat(Problems problems, byte[] src, int start, int end) {
        String text = text(src, start, end);
        double value = Double.parseDouble(text);
        boolean outOfRange = Double.isInfinite(value)
                || value < Double.MIN_NORMAL && new BigDecimal(text).compareTo(new BigDecimal(value)) != 0;
        if (outOfRange) {
            problems.report(new ParseFailure(Message.of("invalid float '%s'", text), start));
        }
    }

    /** The value of an integer literal; one that is too large, which has been reported, counts as the largest. */
    static long integer(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }

    private static String text(byte[] src, int start, int end) {
        return new String(src, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
