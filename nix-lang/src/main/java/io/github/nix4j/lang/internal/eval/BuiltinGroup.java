package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.EvaluatorPart;

/** A group of builtins: one class, whose {@link #register} has a line for each. */
@FunctionalInterface
public interface BuiltinGroup extends EvaluatorPart {
    void register(BuiltinRegistry registry);
}
