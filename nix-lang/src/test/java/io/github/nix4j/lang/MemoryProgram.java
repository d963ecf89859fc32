package io.github.nix4j.lang;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Evaluates the expressions of a file, one a line, in one evaluator, each also from within a Java call of its, and prints what
 * becomes of them. {@link OutOfMemoryTest} runs it in a JVM with a small heap.
 */
final class MemoryProgram {
    private MemoryProgram() {}

    static List<String> expressions(String file) throws Exception {
        try (InputStream in = Objects.requireNonNull(MemoryProgram.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    public static void main(String[] files) throws Exception {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            for (String expression : expressions(files[0])) {
                System.out.println(outcome(nix, expression));
                String inner = nix.within(EvalOptions.UNLIMITED, () -> outcome(nix, expression));
                System.out.println(inner + ", then " + nix.evaluate("1 + 1").asLong());
            }
        }
    }

    private static String outcome(NixEvaluator nix, String expression) {
        try {
            return "a value of type " + nix.evaluate(expression).typeName();
        } catch (NixException e) {
            return e.kind() + ": " + e.getMessage();
        }
    }
}
