package io.github.nix4j.lang.internal.toml;

/** Where numbers, dates and times end that begin at a place of a text; -1 if there is none. */
final class NumberSyntax {
    private final String text;

    NumberSyntax(String text) {
        this.text = text;
    }

    /** Whole numbers with a prefix, or else decimal ones. */
    int integer(int at) {
        int end = prefixed(at);
        return end >= 0 ? end : decimal(at);
    }

    int prefixed(int at) {
        if (!is(at, '0')) {
            return -1;
        }
        return is(at + 1, 'x')
                ? digits(at + 2, 16)
                : is(at + 1, 'o') ? digits(at + 2, 8) : is(at + 1, 'b') ? digits(at + 2, 2) : -1;
    }

    int decimal(int at) {
        int first = sign(at);
        return is(first, '0') ? first + 1 : digits(first, 10);
    }

    int floating(int at) {
        int whole = decimal(at);
        if (whole >= 0) {
            int exponent = exponent(whole);
            if (exponent >= 0) {
                return exponent;
            }
            int fraction = is(whole, '.') ? digits(whole + 1, 10) : -1;
            return fraction < 0 ? -1 : Math.max(fraction, exponent(fraction));
        }
        int name = sign(at);
        return text.startsWith("inf", name) || text.startsWith("nan", name) ? name + 3 : -1;
    }

    private int exponent(int at) {
        return is(at, 'e') || is(at, 'E') ? digits(sign(at + 1), 10) : -1;
    }

    int date(int at) {
        return shaped(at, "dddd-dd-dd");
    }

    int time(int at) {
        int end = shaped(at, "dd:dd:dd");
        if (end < 0 || !is(end, '.') || !isDigit(end + 1, 10)) {
            return end;
        }
        do {
            end++;
        } while (isDigit(end, 10));
        return end;
    }

    int dateTime(int at) {
        int date = date(at);
        return date >= 0 && (is(date, 'T') || is(date, 't') || is(date, ' ')) ? time(date + 1) : -1;
    }

    int offset(int at) {
        return is(at, 'Z') || is(at, 'z') ? at + 1 : is(at, '+') || is(at, '-') ? shaped(at + 1, "dd:dd") : -1;
    }

    /** How many bytes from {@code at} on are as in {@code shape}, where {@code d} is a digit. */
    int matching(int at, String shape) {
        int n = 0;
        while (n < shape.length() && (shape.charAt(n) == 'd' ? isDigit(at + n, 10) : is(at + n, shape.charAt(n)))) {
            n++;
        }
        return n;
    }

    private int shaped(int at, String shape) {
        return matching(at, shape) == shape.length() ? at + shape.length() : -1;
    }

    private int sign(int at) {
        return is(at, '+') || is(at, '-') ? at + 1 : at;
    }

    /** At least one digit; single underscores may stand between two. */
    private int digits(int at, int radix) {
        if (!isDigit(at, radix)) {
            return -1;
        }
        int end = at + 1;
        while (isDigit(end, radix) || is(end, '_') && isDigit(end + 1, radix)) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int at, int radix) {
        return at < text.length() && Character.digit(text.charAt(at), radix) >= 0;
    }

    private boolean is(int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
