package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.store.ByteText;
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

    /**
     * Whether the run says nothing about nix4j: it took too long or printed too much, the native stack, a full heap or a
     * signal ended it, it took a per cent sign in a program's text for one in a format, as its warning about {@code or} does,
     * it speaks of the limits of its store in memory, which takes no trees or does not know its own name, it tells all the
     * reasons why it builds nothing, or it quotes its own {@code <nix/fetchurl.nix>}, of which ours has another text.
     */
    boolean isVoid() {
        return status < 0
                || status >= 128
                || err.contains("GC Warning: Out of Memory!")
                || err.contains("error: stack overflow (possible infinite recursion)")
                || err.contains("error: boost::bad_format_string")
                || err.contains("Reason: local builds are disabled (max-jobs = 0)")
                || err.contains("' is not supported by store 'dummy://")
                || err.contains("at <nix/fetchurl.nix>:")
                || err.contains(ByteText.fromUnicode("«unknown»") + "/");
    }

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
