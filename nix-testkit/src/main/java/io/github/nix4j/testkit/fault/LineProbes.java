package io.github.nix4j.testkit.fault;

/** Which lines of the evaluator have run: set by what {@link LineTransformer} puts into its classes, by the line's number there. */
public final class LineProbes {
    /** More than there are lines with code. */
    static final int MOST = 1 << 17;

    /** For the JVM of a {@link Replay} alone, whose programs run one after the other. */
    public static final boolean[] HIT = new boolean[MOST];

    private LineProbes() {}
}
