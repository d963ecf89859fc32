package io.github.nix4j.lang.internal.toml;

/**
 * Dates and times, brought into one form: {@code T} between date and time, no, three, six or nine digits of fractions of a second,
 * offsets in hours and minutes or {@code Z}.
 */
final class TomlTimestamps {
    private static final int NANO_DIGITS = 9;

    private TomlTimestamps() {}

    static TomlNode read(TomlCursor in, NumberKind kind) {
        int first = in.at;
        StringBuilder out = new StringBuilder();
        if (kind != NumberKind.TIME) {
            date(in, out);
        }
        if (kind == NumberKind.DATE_TIME || kind == NumberKind.DATE_TIME_OFFSET) {
            in.advance();
            out.append('T');
        }
        if (kind != NumberKind.DATE) {
            time(in, out);
        }
        if (kind == NumberKind.DATE_TIME_OFFSET) {
            offset(in, first, out);
        }
        return new TomlNode.Timestamp(in.since(first), out.toString());
    }

    private static void date(TomlCursor in, StringBuilder out) {
        int first = in.at;
        in.at = new NumberSyntax(in.source.text).date(first);
        String text = in.textSince(first);
        int year = Integer.parseInt(text.substring(0, 4));
        int month = Integer.parseInt(text.substring(5, 7));
        int day = Integer.parseInt(text.substring(8));
        if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            throw TomlProblem.of(
                            "toml::parse_local_date: invalid date.",
                            Region.at(in.source, first),
                            "month must be 01-12, day must be any of 01-28,29,30,31 depending on the month/year.")
                    .failure();
        }
        out.append(text);
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** A second may be 60. */
    private static void time(TomlCursor in, StringBuilder out) {
        int first = in.at;
        in.at = new NumberSyntax(in.source.text).time(first);
        String text = in.textSince(first);
        String note = Integer.parseInt(text.substring(0, 2)) > 23 || Integer.parseInt(text.substring(3, 5)) > 59
                ? "hour must be 00-23, minute must be 00-59."
                : Integer.parseInt(text.substring(6, 8)) > 60 ? "second must be 00-60." : "";
        if (!note.isEmpty()) {
            throw TomlProblem.of("toml::parse_local_time: invalid time.", Region.at(in.source, first), note)
                    .failure();
        }
        out.append(text, 0, 8);
        if (text.length() > 8) {
            String nanos = (text.substring(9) + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
            while (nanos.endsWith("000")) {
                nanos = nanos.substring(0, nanos.length() - 3);
            }
            out.append(nanos.isEmpty() ? "" : "." + nanos);
        }
    }

    private static void offset(TomlCursor in, int first, StringBuilder out) {
        int start = in.at;
        in.at = new NumberSyntax(in.source.text).offset(start);
        String text = in.textSince(start);
        int minutes = 0;
        if (text.length() > 1) {
            int hour = Integer.parseInt(text.substring(1, 3));
            int minute = Integer.parseInt(text.substring(4));
            if (hour > 24 || minute > 60) {
                throw TomlProblem.of(
                                "toml::parse_offset_datetime: too large offset: |hour| <= 24, |minute| <= 60",
                                in.since(first),
                                "here")
                        .failure();
            }
            minutes = hour * 60 + minute;
        }
        if (minutes == 0) {
            out.append('Z');
        } else {
            out.append(text.charAt(0));
            twoDigits(out, minutes / 60).append(':');
            twoDigits(out, minutes % 60);
        }
    }

    private static StringBuilder twoDigits(StringBuilder out, int n) {
        return out.append(n < 10 ? "0" : "").append(n);
    }
}
