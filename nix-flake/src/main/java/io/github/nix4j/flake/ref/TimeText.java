package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Times, given in seconds since 1970, as locks, metadata and values of flakes show them. By hand, because Java's formatters are a
 * hundred classes, 5 ms of a command.
 */
public final class TimeText {
    private TimeText() {}

    /** As in {@code 2026-01-31}, in UTC. */
    public static String date(long seconds) {
        return date(at(seconds, ZoneOffset.UTC), "-").toString();
    }

    /** As in {@code 2026-01-31 23:59:59}. */
    public static String dateAndTime(long seconds, ZoneId zone) {
        LocalDateTime time = at(seconds, zone);
        return time(date(time, "-").append(' '), time, ":");
    }

    /** As in {@code 20260131235959}, in UTC. */
    public static String digits(long seconds) {
        LocalDateTime time = at(seconds, ZoneOffset.UTC);
        return time(date(time, ""), time, "");
    }

    private static LocalDateTime at(long seconds, ZoneId zone) {
        try {
            ZoneOffset offset = zone instanceof ZoneOffset fixed
                    ? fixed
                    : zone.getRules().getOffset(Instant.ofEpochSecond(seconds));
            return LocalDateTime.ofEpochSecond(seconds, 0, offset);
        } catch (DateTimeException e) {
            // C++ Nix dies of it.
            throw new FlakeException("no calendar has the time " + seconds + " seconds after 1970", 1, e);
        }
    }

    private static StringBuilder date(LocalDateTime time, String separator) {
        StringBuilder out = new StringBuilder();
        number(out, time.getYear(), 1000).append(separator);
        number(out, time.getMonthValue(), 10).append(separator);
        return number(out, time.getDayOfMonth(), 10);
    }

    private static String time(StringBuilder out, LocalDateTime time, String separator) {
        number(out, time.getHour(), 10).append(separator);
        number(out, time.getMinute(), 10).append(separator);
        return number(out, time.getSecond(), 10).toString();
    }

    /** Adds {@code number} with zeros before it where it is smaller than {@code least}, a power of ten. */
    private static StringBuilder number(StringBuilder out, int number, int least) {
        for (int power = least; power > Math.max(1, number); power /= 10) {
            out.append('0');
        }
        return out.append(number);
    }
}
