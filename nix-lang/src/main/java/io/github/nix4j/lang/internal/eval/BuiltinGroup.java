package io.github.nix4j.lang.internal.eval;

/** A group of builtins: one class, whose {@link #register} has a line for each. */
@FunctionalInterface
public interface BuiltinGroup {
    void register(BuiltinRegistry registry);
}
