package io.github.nix4j.testkit.program;

import java.util.Set;

/**
 * A program for a test.
 *
 * @param text its source as byte text
 * @param used the names of the constructs and, after {@code builtins.}, of the builtins that it was made with
 */
public record Program(String text, Set<String> used) {}
