package io.github.nix4j.lang.internal.eval;

/**
 * A thread that evaluates ahead of another. What it evaluates may turn out not to be needed, when something before it fails: it may
 * compute, read and write to the store, which nobody notices, but do nothing else.
 */
public final class HelperThread extends Thread {
    public HelperThread(Runnable work, long stackSize) {
        super(null, work, "nix-eval-ahead", stackSize);
        setDaemon(true);
    }

    /**
     * To be called before something that others notice: a message, a download, a build, a call of an embedding program.
     *
     * @throws Abandoned on such a thread
     */
    public static void refuse(String effect) {
        if (Thread.currentThread() instanceof HelperThread) {
            throw new Abandoned(effect);
        }
    }
}
