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

    /**
     * Whether the run says nothing about nix4j: it took too long, the native stack or a signal ended it, or it prints the whole
     * of {@code builtins}, of which nix4j lacks {@code fetchMercurial}.
     */
    boolean isVoid() {
        return status < 0
                || status >= 128
                || err.contains("error: stack overflow (possible infinite recursion)")
                || (out + err).contains(" fetchMercurial = ");
    }
}
