package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.EvaluatorPart;

/**
 * Is told of each call of a function: what traces and profiles are made of. Called on the threads that evaluate, maybe several
 * at once; on each of them, every {@link #entered} that returns is followed by one {@link #left}, also if the call fails.
 */
public interface CallObserver extends EvaluatorPart {
    /**
     * A call begins.
     *
     * @param function what is called, not evaluated yet if it is a delayed call itself
     * @param args as many arguments as the place of the call gives at once
     */
    void entered(Evaluation ev, Value function, Value[] args, int pos);

    /** The call ended that began last on this thread. */
    void left(Evaluation ev, int pos);
}
