package io.github.nix4j.lang.internal.regex;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets of bytes, as arrays of 256, and the named ones: in the C locale, where bytes from 128 on belong to no class. */
final class ByteSet {
    private static final String CONTROL_NAMES =
            "NUL SOH STX ETX EOT ENQ ACK alert backspace tab newline vertical-tab form-feed carriage-return SO SI DLE DC1 DC2"
                    + " DC3 DC4 NAK SYN ETB CAN EM SUB ESC IS4 IS3 IS2 IS1";
    private static final String FIRST_SIGNS =
            "space exclamation-mark quotation-mark number-sign dollar-sign percent-sign ampersand apostrophe"
                    + " left-parenthesis right-parenthesis asterisk plus-sign comma hyphen period slash"
                    + " zero one two three four five six seven eight nine"
                    + " colon semicolon less-than-sign equals-sign greater-than-sign question-mark commercial-at";

    private ByteSet() {}

    static boolean[] anyButNull() {
        boolean[] set = new boolean[256];
        Arrays.fill(set, 1, 256, true);
        return set;
    }

    /** A letter in both cases, another byte alone. */
    static boolean[] bothCases(char c) {
        boolean[] set = new boolean[256];
        set[c] = true;
        addOtherCase(set);
        return set;
    }

    /** Adds to each letter the same in the other case. */
    static void addOtherCase(boolean[] set) {
        for (char c = 'A'; c <= 'Z'; c++) {
            boolean in = set[c] || set[lower(c)];
            set[c] = in;
            set[lower(c)] = in;
        }
    }

    /** Adds the bytes of a class such as {@code alpha}; false if there is none of that name, in whose letters case is ignored. */
    static boolean addClass(boolean[] set, String name) {
        String lower = lower(name);
        for (int c = 0; c < 128; c++) {
            Boolean in = isIn(lower, (char) c);
            if (in == null) {
                return false;
            }
            set[c] |= in;
        }
        return true;
    }

    private static @Nullable Boolean isIn(String name, char c) {
        boolean upper = c >= 'A' && c <= 'Z';
        boolean lower = c >= 'a' && c <= 'z';
        boolean digit = c >= '0' && c <= '9';
        boolean visible = c > ' ' && c < 0x7f;
        return switch (name) {
            case "upper" -> upper;
            case "lower" -> lower;
            case "alpha" -> upper || lower;
            case "digit", "d" -> digit;
            case "alnum" -> upper || lower || digit;
            case "w" -> upper || lower || digit || c == '_';
            case "xdigit" -> digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            case "space", "s" -> c == ' ' || (c >= '\t' && c <= '\r');
            case "blank" -> c == ' ' || c == '\t';
            case "cntrl" -> c < ' ' || c == 0x7f;
            case "graph" -> visible;
            case "print" -> visible || c == ' ';
            case "punct" -> visible && !upper && !lower && !digit;
            default -> null;
        };
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static String lower(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            out.append(lower(text.charAt(i)));
        }
        return out.toString();
    }

    /** The byte with a POSIX name such as {@code hyphen} or {@code a}, or -1. */
    static int named(String name) {
        int control = indexOf(CONTROL_NAMES, name);
        if (control >= 0) {
            return control;
        }
        int sign = indexOf(FIRST_SIGNS, name);
        if (sign >= 0) {
            return ' ' + sign;
        }
        if (name.length() == 1 && lower(name.charAt(0)) >= 'a' && lower(name.charAt(0)) <= 'z') {
            return name.charAt(0);
        }
        return switch (name) {
            case "left-square-bracket" -> '[';
            case "backslash" -> '\\';
            case "right-square-bracket" -> ']';
            case "circumflex" -> '^';
            case "underscore" -> '_';
            case "grave-accent" -> '`';
            case "left-curly-bracket" -> '{';
            case "vertical-line" -> '|';
            case "right-curly-bracket" -> '}';
            case "tilde" -> '~';
            case "DEL" -> 0x7f;
            default -> -1;
        };
    }

    private static int indexOf(String names, String name) {
        return List.of(names.split(" ")).indexOf(name);
    }
}
