package io.github.nix4j.lang.internal.toml;

/**
 * Cuts fractions of seconds to nanoseconds. TOML leaves finer ones to the reader, Nix cuts them off, and the library refuses
 * them. Texts are Unicode.
 */
final class SecondFractions {
    private static final int DIGITS = 9;
    private static final String SHAPE = "dd:dd:dd.";

    private SecondFractions() {}

    static String cut(String toml) {
        StringBuilder out = null;
        int copied = 0;
        int at = 0;
        while (at < toml.length()) {
            char c = toml.charAt(at);
            if (c == '#') {
                at = endOfLine(toml, at);
            } else if (c == '"' || c == '\'') {
                at = endOfString(toml, at, c);
            } else if (c >= '0' && c <= '9' && isTime(toml, at)) {
                int digits = at + SHAPE.length();
                at = endOfDigits(toml, digits);
                if (at - digits > DIGITS) {
                    out = out == null ? new StringBuilder(toml.length()) : out;
                    out.append(toml, copied, digits + DIGITS);
                    copied = at;
                }
            } else {
                at++;
            }
        }
        return out == null ? toml : out.append(toml, copied, toml.length()).toString();
    }

    private static boolean isTime(String toml, int at) {
        if (at + SHAPE.length() > toml.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = toml.charAt(at + i);
            if (SHAPE.charAt(i) == 'd' ? c < '0' || c > '9' : c != SHAPE.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int endOfDigits(String toml, int at) {
        while (at < toml.length() && toml.charAt(at) >= '0' && toml.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int endOfLine(String toml, int at) {
        int end = toml.indexOf('\n', at);
        return end < 0 ? toml.length() : end;
    }

    /** The end of the string that begins at {@code at}: of one line, or of several when its quotes come in threes. */
    private static int endOfString(String toml, int at, char quote) {
        String quotes = String.valueOf(quote).repeat(3);
        boolean lines = toml.startsWith(quotes, at);
        int i = at + (lines ? 3 : 1);
        while (i < toml.length()) {
            char c = toml.charAt(i);
            if (c == '\\' && quote == '"') {
                i += 2;
            } else if (lines ? toml.startsWith(quotes, i) : c == quote) {
                return i + (lines ? 3 : 1);
            } else if (c == '\n' && !lines) {
                return i;
            } else {
                i++;
            }
        }
        return toml.length();
    }
}
