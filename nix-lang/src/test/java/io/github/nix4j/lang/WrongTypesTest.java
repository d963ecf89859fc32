package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.value.NixValue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What embedding programs are told of values that are not what they took them for: Nix's words for the same mistake. */
class WrongTypesTest {
    private static final NixEvaluator NIX = NixEvaluator.isolated();

    @AfterAll
    static void close() {
        NIX.close();
    }

    /** The program that makes the same mistake in Nix gives the same message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1",
                "1.5",
                "true",
                "null",
                "'\"a\\n\"'",
                "/a/b",
                "[ 1 (throw \"no\") ]",
                "{ a = 1; b = throw \"no\"; }",
                "x: x",
                "builtins.add",
                "builtins.add 1"
            })
    void messagesAreNix(String expression) {
        NixValue value = NIX.evaluate(expression);
        check(value, expression, "set", NixValue::asAttrs, "builtins.attrNames (%s)");
        check(value, expression, "list", NixValue::asList, "builtins.length (%s)");
        check(value, expression, "string", NixValue::asString, "builtins.parseDrvName (%s)");
        check(value, expression, "int", NixValue::asLong, "builtins.bitAnd (%s) 1");
        check(value, expression, "bool", NixValue::asBoolean, "!(%s)");
        check(value, expression, "lambda", NixValue::asFunction, "builtins.filter (%s) [ 1 ]");
    }

    private static void check(NixValue value, String expression, String type, Consumer<NixValue> as, String program) {
        if (value.typeName().equals(type)) {
            as.accept(value);
            return;
        }
        String nixMessage = message(() -> NIX.evaluate(program.formatted(expression)));
        // The value in Java has been evaluated one by one, and says less of functions.
        String expected = nixMessage
                .replaceFirst("found the (partially applied )?built-in function( '[^']*')?:", "found a function:")
                .replaceFirst("«string»:1:\\d+", "«string»:1:1");
        assertThat(message(() -> as.accept(value))).isEqualTo(expected);
    }

    private static String message(Runnable wrong) {
        try {
            wrong.run();
        } catch (NixException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.TYPE);
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("no error");
    }

    @Test
    void missingAttributesAreSuggested() {
        NixValue value = NIX.evaluate("{ name = 1; namf = 2; deep.other = 3; }");
        assertThatThrownBy(() -> value.asAttrs().get("nama"))
                .isInstanceOfSatisfying(NixException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.MISSING_ATTRIBUTE);
                    assertThat(e.suggestions()).containsExactly("name", "namf");
                })
                .hasMessage("attribute 'nama' missing");
        assertThatThrownBy(() -> value.asAttrs().get("deep", "odd name"))
                .hasMessage("attribute '\"odd name\"' missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1",
                "1.5e10 | 1.5e+10",
                "true | true",
                "null | null",
                "\"a\" | a",
                "/a/b | /a/b",
                "[ 1 2 ] | [ 1 2 ]",
                "{ a = 1; } | { a = 1; }",
                "x: x | «lambda @ «string»:1:1»",
                "builtins.add | «primop add»"
            })
    void valuesSayWhatTheyAre(String expression, String text) {
        assertThat(NIX.evaluate(expression)).hasToString(text);
    }
}
