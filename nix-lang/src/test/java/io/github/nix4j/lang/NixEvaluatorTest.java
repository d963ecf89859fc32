package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.value.NixList;
import io.github.nix4j.lang.value.NixValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The evaluator through its public API: the language's constructs without builtins, calls to and from Java, limits. */
class NixEvaluatorTest {
    private static final NixEvaluator NIX = NixEvaluator.builder()
            .function("twice", v -> new io.github.nix4j.lang.value.NixInt(2 * v.asLong()))
            .build();

    @AfterAll
    static void close() {
        NIX.close();
    }

    private static Object eval(String expression) {
        return NIX.evaluate(expression).toJava();
    }

    @Test
    void evaluatesEveryConstruct() {
        assertThat(eval("let a = 1; f = x: x + a; in f 2")).isEqualTo(3L);
        assertThat(eval("rec { a = b; b = { c = 1; }; d = b.c; }.d")).isEqualTo(1L);
        assertThat(eval("({ a, b ? a + 1, ... } @ args: [ a b args.c ]) { a = 1; c = 9; }"))
                .isEqualTo(List.of(1L, 2L, 9L));
        assertThat(eval("with { x = 1; }; with { y = 2; }; x + y")).isEqualTo(3L);
        assertThat(eval("{ a = 1; } // { b = 2; } // { a = 3; }")).isEqualTo(Map.of("a", 3L, "b", 2L));
        assertThat(eval("\"a${\"b\"}c\"")).isEqualTo("abc");
        assertThat(eval("{ ${\"a\" + \"b\"} = 1; }")).isEqualTo(Map.of("ab", 1L));
        assertThat(eval("let s = { a = 1; b = { c = 2; }; }; inherit (s) a b; in [ a b.c (s.x or 7) (s ? b.c) ]"))
                .isEqualTo(List.of(1L, 2L, 7L, true));
        assertThat(eval("if true && !false || false then [ 1 ] ++ [ 2 ] else [ ]"))
                .isEqualTo(List.of(1L, 2L));
        assertThat(eval("/a/b + \"/../c\" == /a/c")).isEqualTo(true);
        assertThat(eval("1.5 + 1")).isEqualTo(2.5);
        assertThat(eval("let { body = x; x = 4; }")).isEqualTo(4L);
    }

    @Test
    void callsJavaAndIsCalledFromJava() {
        assertThat(eval("builtins.twice 21")).isEqualTo(42L);
        assertThat(NIX.evaluate("x: y: x + y")
                        .asFunction()
                        .call(new io.github.nix4j.lang.value.NixInt(1), new io.github.nix4j.lang.value.NixInt(2))
                        .asLong())
                .isEqualTo(3);
    }

    @Test
    void reportsErrorsAsNixDoes() {
        assertThatThrownBy(() -> eval("{ a = 1; }.b")).hasToString("""
                        error: attribute 'b' missing
                               at «string»:1:1:
                                    1| { a = 1; }.b
                                     | ^
                               Did you mean a?""");
        assertThatThrownBy(() -> eval("let x = x; in x")).hasMessage("infinite recursion encountered");
        assertThatThrownBy(() -> eval("let f = x: f x; in f 1")).hasMessage("stack overflow; max-call-depth exceeded");
        assertThatThrownBy(() -> eval("y")).hasMessage("undefined variable 'y'");
        assertThatThrownBy(() -> eval("{ a = 1 }")).hasMessageContaining("syntax error");
    }

    @Test
    void stopsAtItsLimitsAndStaysUsable() {
        assertThatThrownBy(() -> NIX.evaluate(
                        NixSource.ofString("let r = n: if n == 200 then 0 else r (n + 1) + r (n + 1); in r 0"),
                        EvalOptions.UNLIMITED.withTimeout(Duration.ofMillis(200))))
                .isInstanceOf(NixLimitException.class);
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThatThrownBy(() -> NIX.evaluate(
                        NixSource.ofString("let r = n: if n == 200 then 0 else r (n + 1) + r (n + 1); in r 0"),
                        EvalOptions.UNLIMITED.withCancellation(cancellation)))
                .isInstanceOf(NixLimitException.class);
        assertThat(eval("1")).isEqualTo(1L);
    }

    /** The seam for nix4j's own modules takes and gives nothing else. */
    @Test
    void partsOfOtherOriginAreRefused() {
        EvaluatorPart part = new EvaluatorPart() {};
        assertThatThrownBy(() -> NixEvaluator.builder().with(part)).isInstanceOf(IllegalArgumentException.class);
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            assertThatThrownBy(() -> nix.unwrap(String.class)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRelativeFileIsRefusedWhereItIsNamed() {
        assertThatThrownBy(() -> NixSource.ofFile("x.nix"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ofFile(Path)");
    }

    @Test
    void listsStreamTheirElementsOneByOne() {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            NixList list = nix.evaluate("[ 1 2 (throw \"not reached\") ]").asList();
            assertThat(list.stream().limit(2).map(NixValue::asLong)).containsExactly(1L, 2L);
        }
    }
}
