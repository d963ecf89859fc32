package io.github.nix4j.testkit.fuzz;

import java.util.regex.Pattern;

/**
 * What a run gave.
 *
 * @param status the exit status; negative if the run was given up
 * @param out standard output as byte text
 * @param err standard error as byte text
 */
public record Outcome(int status, String out, String err) {
    static final int GIVEN_UP = -1;

    /** How many bytes a program may print. */
    static final int MOST_OUTPUT = 32 << 20;

    private static final Pattern TIME = Pattern.compile("\\b\\d{10}\\b");
    private static final long TOLERANCE = 100_000;

    /** Whether the run was ended from outside: a thread of it may still be running. */
    public boolean isGivenUp() {
        return status == GIVEN_UP;
    }

    /** Without what the clock gave: numbers near {@code seconds}, the time of now, are masked. */
    Outcome withoutTime(long seconds) {
        return new Outcome(status, withoutTime(out, seconds), withoutTime(err, seconds));
    }

    private static String withoutTime(String text, long seconds) {
        return TIME.matcher(text).replaceAll(match -> {
            long number = Long.parseLong(match.group());
            return Math.abs(number - seconds) < TOLERANCE ? "<time>" : match.group();
        });
    }
}
