package io.github.nix4j.cli;

/**
 * What a signal that ends the program does: says so, as Nix does, and ends with status 1. A hook of the JVM's own end,
 * because a start has no time for the classes that handle signals one by one.
 */
final class Interruption extends Thread {
    private static final long PATIENCE_MILLIS = 200;

    private volatile Runnable clearing = () -> {};
    private volatile boolean ended;

    /** Has {@code action} take away what the run shows on a terminal, before the message. */
    void clearBefore(Runnable action) {
        clearing = action;
    }

    /** Tells that the JVM ends because the run has, not because of a signal. */
    void runHasEnded() {
        ended = true;
    }

    @Override
    public void run() {
        if (!ended) {
            clear();
            System.err.println("error: interrupted by the user");
            Runtime.getRuntime().halt(1);
        }
    }

    /** Not for long: whoever writes to a terminal that takes nothing holds its lock. */
    private void clear() {
        Thread work = new Thread(clearing, "nix4j-clearing");
        work.setDaemon(true);
        work.start();
        try {
            work.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
