package io.github.nix4j.flake;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What tests need that is not in the project: absent, it skips them with a message, or fails them where CI demands it. */
public final class TestData {
    private TestData() {}

    /** Goes on if {@code present}; {@code missing} says what has to be set. */
    public static void need(boolean present, String missing) {
        if (System.getenv("NIX4J_REQUIRE_DATA") != null) {
            assertTrue(present, missing);
        }
        assumeTrue(present, "skipped: " + missing);
    }
}
