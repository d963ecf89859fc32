package io.github.nix4j.lang.internal.eval;

import org.jspecify.annotations.Nullable;

/** Ends what a helper evaluates ahead: it may not go on, and who needs it will evaluate it. No failure of the program. */
public final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the program's own evaluation is at, without which this could not go on; else null. */
    final transient @Nullable Thunk awaited;

    Abandoned(String reason) {
        this(reason, null);
    }

    Abandoned(String reason, @Nullable Thunk awaited) {
        super(reason, null, false, false);
        this.awaited = awaited;
    }
}
