package io.github.nix4j.lang.internal.eval;

/** Throws when an evaluation has to stop: overdue, out of steps or memory, cancelled. */
@FunctionalInterface
public interface LimitCheck {
    LimitCheck NONE = new NoLimit();

    /** Not a lambda: one in an interface's initialiser is in no class cache and takes a start 5 ms. */
    final class NoLimit implements LimitCheck {
        @Override
        public void check(int steps) {}
    }

    /** Called after about {@code steps} further steps. */
    void check(int steps);

    /** Called before {@code bytes}, which are many, are allocated at once. */
    default void reserve(long bytes) {}

    /** Whether it may end an evaluation that takes no steps: by time, or from another thread. */
    default boolean mayEnd() {
        return false;
    }

    /** Whether that has happened. Any thread may ask. */
    default boolean hasEnded() {
        return false;
    }

    /** What holds two limits. */
    static LimitCheck both(LimitCheck outer, LimitCheck inner) {
        if (outer == NONE || inner == NONE) {
            return outer == NONE ? inner : outer;
        }
        return new LimitCheck() {
            @Override
            public void check(int steps) {
                outer.check(steps);
                inner.check(steps);
            }

            @Override
            public void reserve(long bytes) {
                outer.reserve(bytes);
                inner.reserve(bytes);
            }

            @Override
            public boolean mayEnd() {
                return outer.mayEnd() || inner.mayEnd();
            }

            @Override
            public boolean hasEnded() {
                return outer.hasEnded() || inner.hasEnded();
            }
        };
    }
}
