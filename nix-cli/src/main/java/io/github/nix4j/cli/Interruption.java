package io.github.nix4j.cli;

/**
 * What a signal that ends the program does: says so, as Nix does, and ends with status 1. A hook of the JVM's own end,
 * because a start has no time for the classes that handle signals one by one.
 */
final class Interruption extends Thread {
    private final String before;
    private volatile boolean ended;

    /** @param erases whether a line of progress may be in the way */
    Interruption(boolean erases) {
        before = erases ? "\r\u001b[K" : "";
    }

    /** Tells that the JVM ends because the run has, not because of a signal. */
    void runHasEnded() {
        ended = true;
    }

    @Override
    public void run() {
        if (!ended) {
            System.err.println(before + "error: interrupted by the user");
            Runtime.getRuntime().halt(1);
        }
    }
}
