package io.github.nix4j.cli;

import java.util.regex.Pattern;

/** How many threads evaluate ahead of a command's own. */
final class Helpers {
    private static final String VARIABLE = "NIX4J_HELPERS";

    private static final Pattern READS_INPUT = Pattern.compile("^-$|stdin$|/dev/|/proc/");

    /** More were not measured. */
    private static final int MOST = 4;

    private Helpers() {}

    /**
     * The number that the variable gives; else as many as the processor has cores beside that of the run itself. One more takes time from the
     * run (all of nixpkgs on two cores takes 1.15 times as long with two as with one, options of home-manager 1.1 times, a NixOS
     * system .9 times). None for a run that reads its input, which it could not read a second time.
     */
    static int number(Invocation invocation) {
        for (String word : invocation.arguments()) {
            if (READS_INPUT.matcher(word).find()) {
                return 0;
            }
        }
        String wanted = invocation.nonEmptyVariable(VARIABLE);
        if (wanted != null && wanted.matches("[0-9]{1,3}")) {
            return Integer.parseInt(wanted);
        }
        return Math.min(MOST, Runtime.getRuntime().availableProcessors() - 1);
    }
}
