package io.github.nix4j.lang.internal.eval;

/** Ends what a helper evaluates ahead: it may not go on, and who needs it will evaluate it. No failure of the program. */
public final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    Abandoned(String reason) {
        super(reason, null, false, false);
    }
}
