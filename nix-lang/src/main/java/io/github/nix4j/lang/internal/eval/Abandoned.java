package io.github.nix4j.lang.internal.eval;

import org.jspecify.annotations.Nullable;

/** Ends what a helper evaluates ahead: it may not go on, and who needs it will evaluate it. No failure of the program. */
public final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whether it may be taken again: by the same helper or another one. */
    final boolean again;
    /** What somebody else is at, without which this cannot go on; null if it can at once. */
    final transient @Nullable Thunk awaited;

    /** For good. */
    Abandoned(String reason) {
        this(reason, false, null);
    }

    private Abandoned(String reason, boolean again, @Nullable Thunk awaited) {
        super(reason, null, false, false);
        this.again = again;
        this.awaited = awaited;
    }

    /** Until nobody is at {@code awaited} any more. */
    static Abandoned until(Thunk awaited) {
        return new Abandoned("somebody else is at a part of it", true, awaited);
    }

    /** By a helper that has to make room. */
    static Abandoned dismissed() {
        return new Abandoned("the evaluation goes on itself", true, null);
    }
}
