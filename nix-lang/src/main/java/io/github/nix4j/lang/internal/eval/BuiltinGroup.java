package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.EvaluatorPart;

/** A group of builtins: one class, whose {@link #register} has a line for each. */
@FunctionalInterface
public interface BuiltinGroup extends EvaluatorPart {
    void register(BuiltinRegistry registry);

    /** Does what comes before the first evaluation of an evaluator. */
    default void begin(Evaluation ev) {}

    /** Lets go of what was remembered of the world, which may have changed. */
    default void forget() {}
}
