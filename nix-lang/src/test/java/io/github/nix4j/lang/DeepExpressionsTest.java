package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bracket and operator nested 100,000 deep. Where the reference gives a value, so do we (its results are recorded here,
 * with 60 MB of native stack); elsewhere a Nix error or a value, never a Java one.
 */
class DeepExpressionsTest {
    private static final int DEPTH = 100_000;
    private static final NixEvaluator NIX = NixEvaluator.isolated();

    @AfterAll
    static void close() {
        NIX.close();
    }

    private static String times(String text) {
        return text.repeat(DEPTH);
    }

    private static String joined(String operand, String operator) {
        return (operand + operator).repeat(DEPTH - 1) + operand;
    }

    static Stream<Arguments> valuesInTheReference() {
        return Stream.of(
                Arguments.of("parentheses", times("(") + "1" + times(")"), 1L),
                Arguments.of("lists", "builtins.length " + times("[") + times("]"), 1L),
                Arguments.of(
                        "sets", "builtins.length (builtins.attrNames " + times("{a=") + "1" + times(";}") + ")", 1L),
                Arguments.of("update", "builtins.length (builtins.attrNames (" + joined("{a=1;}", "//") + "))", 1L),
                Arguments.of("and", joined("1==1", " && "), true),
                Arguments.of("implication", joined("1==1", " -> "), true),
                Arguments.of("if", times("if 1==1 then ") + "1" + times(" else 2"), 1L),
                Arguments.of("with", times("with {}; ") + "1", 1L),
                Arguments.of("assert", times("assert 1==1; ") + "1", 1L),
                Arguments.of("functions", "builtins.isFunction (" + times("x: ") + "x)", true),
                Arguments.of("attribute path", "1 ? " + joined("a", "."), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesInTheReference")
    void givesTheReferencesValue(String name, String expression, Object expected) {
        assertThat(NIX.evaluate(expression).toJava()).isEqualTo(expected);
    }

    static Stream<Arguments> errorsInTheReference() {
        return Stream.of(
                Arguments.of("negation", times("-") + "1"),
                Arguments.of("not", times("!") + "(1==1)"),
                Arguments.of("difference", joined("1", " - ")),
                Arguments.of("sum", joined("1", " + ")),
                Arguments.of("concatenation", "builtins.length (" + joined("[1]", " ++ ") + ")"),
                Arguments.of("let", times("let a=1; in ") + "a"),
                Arguments.of("interpolation", times("\"${") + "\"a\"" + times("}\"")),
                Arguments.of("application", "(x: x) " + times("((x: x) ") + "1" + times(")")),
                Arguments.of("selection", "{a=1;}" + times(".a")),
                Arguments.of("unbalanced brackets", times("[")),
                Arguments.of("unbalanced braces", times("{a=")),
                Arguments.of("unbalanced interpolation", times("\"${")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errorsInTheReference")
    void givesAValueOrANixError(String name, String expression) {
        String outcome;
        try {
            outcome = NIX.evaluate(expression).typeName();
        } catch (NixException e) {
            outcome = e.kind().name();
        }
        assertThat(outcome).isNotEmpty();
        assertThat(NIX.evaluate("1 + 1").asLong())
                .as("the evaluator is usable afterwards")
                .isEqualTo(2);
    }
}
