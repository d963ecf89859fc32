package io.github.nix4j.store.build;

import java.util.Map;

/**
 * How a process ended.
 *
 * @param status its exit status, or 128 and a signal's number
 */
public record ExitStatus(int status) {
    private static final int SIGNALS = 128;
    private static final Map<Integer, String> NAMES =
            Map.of(1, "Hangup", 2, "Interrupt", 6, "Aborted", 9, "Killed", 11, "Segmentation fault", 15, "Terminated");

    public boolean isSuccess() {
        return status == 0;
    }

    /** In Nix's words: {@code failed with exit code 1}. */
    public String text() {
        String signal = NAMES.get(status - SIGNALS);
        return signal == null
                ? "failed with exit code " + status
                : "failed due to signal " + (status - SIGNALS) + " (" + signal + ")";
    }
}
