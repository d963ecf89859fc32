package io.github.nix4j.flake.internal;

import io.github.nix4j.lang.internal.eval.PositionTable;
import io.github.nix4j.lang.syntax.SourceFile;

/**
 * Places in the file {@code call-flake.nix}, by which C++ Nix makes values of flakes: programs can ask for them and traces name
 * them. Here the values are made in Java, so the file's lines are empty ones that messages do not quote.
 */
public final class CallFlakePlaces {
    private static final int LINES = 107;
    private static final int WIDTH = 128;

    private final int start;

    /** The places of one evaluator. */
    public CallFlakePlaces(PositionTable positions) {
        String blank = (" ".repeat(WIDTH - 1) + "\n").repeat(LINES);
        start = positions.add(SourceFile.of(new SourceFile.InternalOrigin("flakes-internal", "call-flake.nix"), blank)
                .withoutQuotes());
    }

    /** The position of a line and a column, both from 1. */
    int at(int line, int column) {
        return start + (line - 1) * WIDTH + column - 1;
    }
}
