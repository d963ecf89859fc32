package io.github.nix4j.lang.internal.builtins;

import java.util.function.IntConsumer;

/** Goes through the parts of a version: runs of digits, and runs of other bytes; dots and dashes only separate. */
final class VersionParts {
    private final String version;
    private int at;

    VersionParts(String version) {
        this.version = version;
    }

    /** The next part, or an empty string at the end. */
    String next() {
        while (at < version.length() && isSeparator(version.charAt(at))) {
            at++;
        }
        int from = at;
        if (at < version.length()) {
            boolean digits = isDigit(version.charAt(at));
            while (at < version.length() && isDigit(version.charAt(at)) == digits && !isSeparator(version.charAt(at))) {
                at++;
            }
        }
        return version.substring(from, at);
    }

    private boolean atEnd() {
        return at == version.length();
    }

    /**
     * -1, 0 or 1.
     *
     * @param comparing told before each pair of parts how many there were; may throw to end it
     */
    static int compare(String a, String b, IntConsumer comparing) {
        VersionParts left = new VersionParts(a);
        VersionParts right = new VersionParts(b);
        for (int pairs = 0; !left.atEnd() || !right.atEnd(); pairs++) {
            comparing.accept(pairs);
            String x = left.next();
            String y = right.next();
            if (isOlder(x, y)) {
                return -1;
            }
            if (isOlder(y, x)) {
                return 1;
            }
        }
        return 0;
    }

    private static boolean isOlder(String a, String b) {
        int x = number(a);
        int y = number(b);
        if (x >= 0 && y >= 0) {
            return x < y;
        }
        if (a.equals("pre") && !b.equals("pre")) {
            return true;
        }
        if (b.equals("pre")) {
            return false;
        }
        // A letter is older than a number: 2.3a < 2.3.1.
        if (y >= 0) {
            return true;
        }
        return x < 0 && a.compareTo(b) < 0;
    }

    /** The value of a run of digits, or -1. What does not fit 32 bits is compared as text, as in the reference. */
    private static int number(String part) {
        if (part.isEmpty() || !isDigit(part.charAt(0))) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < part.length(); i++) {
            value = value * 10 + (part.charAt(i) - '0');
            if (value > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return (int) value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '-';
    }
}
