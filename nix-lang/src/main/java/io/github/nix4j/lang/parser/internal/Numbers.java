package io.github.nix4j.lang.parser.internal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** The checks that number literals undergo while they are lexed. */
final class Numbers {
    private Numbers() {}

    /** Fails unless the digits {@code [start, end)} are a 64-bit integer. */
    static void checkInteger(byte[] src, int start, int end) {
        if (end - start <= 18) {
            return;
        }
        String text = text(src, start, end);
        try {
            Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            throw new ParseFailure("invalid integer '" + text + "'", start);
        }
    }

    /** Fails where C's strtod reports a range error: on overflow, and on underflow that loses digits. */
    static void checkFloat(byte[] src, int start, int end) {
        String text = text(src, start, end);
        double value = Double.parseDouble(text);
        boolean outOfRange = Double.isInfinite(value)
                || value < Double.MIN_NORMAL && new BigDecimal(text).compareTo(new BigDecimal(value)) != 0;
        if (outOfRange) {
            throw new ParseFailure("invalid float '" + text + "'", start);
        }
    }

    private static String text(byte[] src, int start, int end) {
        return new String(src, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
