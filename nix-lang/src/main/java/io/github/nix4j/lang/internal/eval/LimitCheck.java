package io.github.nix4j.lang.internal.eval;

/** Throws when an evaluation has to stop: overdue, out of steps or memory, cancelled. */
@FunctionalInterface
public interface LimitCheck {
    LimitCheck NONE = steps -> {};

    /** Called after about {@code steps} further steps. */
    void check(int steps);

    /** Called before {@code bytes}, which are many, are allocated at once. */
    default void reserve(long bytes) {}
}
