package io.github.nix4j.testkit.fuzz;

/**
 * What a run gave.
 *
 * @param status the exit status; negative if the run was given up
 * @param out standard output as byte text
 * @param err standard error as byte text
 */
public record Outcome(int status, String out, String err) {
    static final int GIVEN_UP = -1;

    /** Whether the run says nothing about the language: it took too long, or the native stack or a signal ended it. */
    boolean isVoid() {
        return status < 0 || status >= 128 || err.contains("error: stack overflow (possible infinite recursion)");
    }
}
