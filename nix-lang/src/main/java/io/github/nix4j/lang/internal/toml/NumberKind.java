package io.github.nix4j.lang.internal.toml;

/** Tells numbers, dates and times apart by their beginning, and what is wrong with those that are none. Moves no cursor. */
enum NumberKind {
    INTEGER,
    FLOAT,
    DATE_TIME_OFFSET,
    DATE_TIME,
    DATE,
    TIME;

    private static final String INTEGER_HINT =
            "Hint: valid  : -42, 1_000, 1_2_3_4_5, 0xC0FFEE, 0b0010, 0o755\n" + "Hint: invalid: _42, 1__000, 0123\n";
    private static final String FLOAT_HINT = "Hint: valid  : +1.0, -2e-2, 3.141_592_653_589, inf, nan\n"
            + "Hint: invalid: .0, 1., _1.0, 1.0_, 1_.0, 1.0__0\n";
    private static final String OFFSET_HINT = "Hint: valid  : +09:00, -05:30\n" + "Hint: invalid: +9:00,  -5:30\n";
    private static final String TIME_HINT = "Hint: valid  : 1979-05-27T07:32:00, 1979-05-27 07:32:00.999999\n"
            + "Hint: invalid: 1979-05-27T7:32:00, 1979-05-27 17:32\n";
    private static final String DATE_TIME_HINT =
            "Hint: valid  : 1979-05-27T07:32:00-07:00, 1979-05-27 07:32:00.999999Z\n"
                    + "Hint: invalid: 1979-05-27T7:32:00-7:00, 1979-05-27 7:32-00:30";

    /** Throws {@link TomlFailure} for what is none of them. */
    static NumberKind of(TomlCursor in) {
        NumberSyntax syntax = new NumberSyntax(in.source.text);
        int date = syntax.date(in.at);
        if (date >= 0) {
            return date(in.source, syntax, in.at, date);
        } else if (syntax.time(in.at) >= 0) {
            return TIME;
        }
        int end = syntax.floating(in.at);
        if (end >= 0) {
            if (at(in.source, end) == '_') {
                throw wrong(
                        in.source,
                        end,
                        "bad float: `_` must be surrounded by digits",
                        "invalid underscore",
                        FLOAT_HINT);
            }
            return FLOAT;
        }
        end = syntax.integer(in.at);
        if (end >= 0) {
            checkEnd(in, end);
            return INTEGER;
        }
        throw nothing(in);
    }

    private static NumberKind date(TomlSource source, NumberSyntax syntax, int first, int end) {
        int time = syntax.dateTime(first);
        char next = at(source, time >= 0 ? time : end);
        if (time >= 0) {
            if (syntax.offset(time) >= 0) {
                return DATE_TIME_OFFSET;
            } else if (next == '+' || next == '-') {
                int place = time + 1 + syntax.matching(time + 1, "dd:dd");
                String expected = place == time + 3 ? ":" : "digit [0-9]";
                throw wrong(
                        source,
                        place,
                        "bad offset: must be [+-]HH:MM or Z",
                        "expected z or Z or " + expected,
                        OFFSET_HINT);
            }
            return DATE_TIME;
        } else if (next == 'T' || next == 't' || next == ' ' && isDigit(at(source, end + 1))) {
            int matching = syntax.matching(end + 1, "dd:dd:dd");
            String expected = matching == 2 || matching == 5 ? ":" : "digit [0-9]";
            throw wrong(
                    source, end + 1 + matching, "bad time: must be HH:MM:SS.subsec", "expected " + expected, TIME_HINT);
        } else if (isDigit(next)) {
            throw wrong(
                    source,
                    end,
                    "bad datetime: missing T or space",
                    "expected T, t, or " + ProblemText.shown(' '),
                    TIME_HINT);
        }
        return DATE;
    }

    /** What follows a whole number may show that it was not meant as one. */
    private static void checkEnd(TomlCursor in, int end) {
        char next = at(in.source, end);
        if (next == '_') {
            String number = in.source.text.substring(in.at, end);
            boolean zero = number.equals("0") || number.equals("+0") || number.equals("-0");
            throw zero
                    ? wrong(
                            in.source,
                            end,
                            "bad integer: leading zero is not allowed in decimal int",
                            "leading zero",
                            INTEGER_HINT)
                    : wrong(
                            in.source,
                            end,
                            "bad integer: `_` must be surrounded by digits",
                            "invalid underscore",
                            INTEGER_HINT);
        } else if (next == '0') {
            throw wrong(in.source, end - 1, "bad integer: leading zero", "leading zero is not allowed", INTEGER_HINT);
        } else if (isDigit(next)) {
            throw wrong(
                    in.source,
                    end,
                    "bad integer: invalid digit after an integer",
                    "this digit is not allowed",
                    INTEGER_HINT);
        } else if (next == ':' || next == '-') {
            throw wrong(in.source, end, "bad datetime: invalid format", "here", DATE_TIME_HINT);
        } else if (next == '.' || next == 'e' || next == 'E') {
            throw wrong(in.source, end, "bad float: invalid format", "here", FLOAT_HINT);
        }
    }

    private static TomlFailure nothing(TomlCursor in) {
        return switch (in.current()) {
            case '.' ->
                wrong(
                        in.source,
                        in.at,
                        "bad float: integer part is required before decimal point",
                        "missing integer part",
                        FLOAT_HINT);
            case '_' ->
                wrong(
                        in.source,
                        in.at,
                        "bad number: `_` must be surrounded by digits",
                        "digits required before `_`",
                        INTEGER_HINT);
            default -> wrong(in.source, in.at, "bad format: unknown value appeared", "here", "");
        };
    }

    private static TomlFailure wrong(TomlSource source, int at, String title, String note, String hint) {
        return TomlProblem.of(title, Region.at(source, at), note, hint).failure();
    }

    private static char at(TomlSource source, int at) {
        return at < source.text.length() ? source.text.charAt(at) : TomlCursor.END;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
