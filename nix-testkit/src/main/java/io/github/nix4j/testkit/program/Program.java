package io.github.nix4j.testkit.program;

import java.util.Set;

/**
 * A program for a test.
 *
 * @param text its source as byte text
 * @param used the names of the constructs and, after {@code builtins.}, of the builtins that it was made with
 */
public record Program(String text, Set<String> used) {

    /** Whether it is made for one thing: from a template, or with one wrong operand or argument. */
    public boolean isPointed() {
        return used.contains("wrong operand")
                || used.contains("wrong argument")
                || used.stream().anyMatch(use -> use.startsWith(Templates.PREFIX));
    }

    /** Whether it uses what only experimental features allow. */
    public boolean isGated() {
        return used.contains(Corners.GATED) || used.contains("pipe") || used.contains("builtins.fetchClosure");
    }
}
