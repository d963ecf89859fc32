package io.github.nix4j.lang.internal.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The printers of {@code nix eval} and of {@code nix-instantiate --eval}; the expectations are what those print. */
class EvalPrintersTest {
    private static final NixEvaluator NIX = NixEvaluator.builder().build();

    @AfterAll
    static void close() {
        NIX.close();
    }

    private static String eval(String expression) {
        return print(expression, PrintOptions.EVAL);
    }

    private static String print(String expression, PrintOptions options) {
        return ByteText.toUnicode(EvaluatorInternals.of(NIX)
                .run(EvalOptions.UNLIMITED, ev -> ValuePrinter.print(ev, value(ev, expression), options)));
    }

    private static String instantiate(String expression) {
        return ByteText.toUnicode(EvaluatorInternals.of(NIX)
                .run(EvalOptions.UNLIMITED, ev -> AmbiguousPrinter.print(ev, value(ev, expression))));
    }

    private static Value value(Evaluation ev, String expression) {
        SourcePath base =
                new SourcePath(EvaluatorInternals.of(NIX).engine().io().root(), TreePath.of("/"));
        return EvaluatorInternals.of(NIX)
                .engine()
                .evaluate(ev, SourceFile.ofString(ByteText.fromUnicode(expression)), base);
    }

    @Test
    void nixEvalForcesAndShowsErrorsInPlace() {
        assertThat(eval("{ a = throw \"x\\ny\"; b = 1 + 1; c = [ ].x; }"))
                .isEqualTo("{ a = «error: x\ny»; b = 2; c = «error: expected a set but found a list: [ ]»; }");
        assertThat(eval("[ (x: x) builtins.map (builtins.map 1) (let f = x: y: x; in f 1) ]"))
                .isEqualTo("[ «lambda @ «string»:1:4» «primop map» «partially applied primop map»"
                        + " «lambda f @ «string»:1:52» ]");
        assertThat(eval("{ type = \"derivation\"; }")).isEqualTo("«derivation»");
    }

    @Test
    void whatComesAgainIsMarked() {
        assertThat(eval("{ a = { }; b = { }; c = [ ]; d = [ ]; }"))
                .isEqualTo("{ a = { }; b = «repeated»; c = [ ]; d = [ ]; }");
        assertThat(eval("let s = { l = [ 1 ]; m = { x = 1; }; }; in [ s.l s.l s.m s.m ]"))
                .isEqualTo("[ [ 1 ] [ 1 ] { x = 1; } «repeated» ]");
        assertThat(eval("let x = { a = x; b = [ x ]; }; in x")).isEqualTo("{ a = «repeated»; b = [ «repeated» ]; }");
    }

    @Test
    void endlessValuesEndInAnError() {
        assertThatThrownBy(() -> eval("let f = n: { inner = f (n + 1); }; in f 0"))
                .isInstanceOf(NixException.class)
                .hasMessage("stack overflow; max-call-depth exceeded");
    }

    @Test
    void nixInstantiateForcesNothing() {
        assertThat(instantiate(
                        "{ a = 1 + 1; b = x: x; c = builtins.map; d = builtins.map 1; f = { }; i = /a; j = 1.5; }"))
                .isEqualTo("{ a = <CODE>; b = <CODE>; c = <CODE>; d = <CODE>; f = <CODE>; i = /a; j = 1.5; }");
        assertThat(instantiate("let x = { a = x; }; in builtins.seq x.a x")).isEqualTo("{ a = «repeated»; }");
        assertThat(instantiate("let t = throw \"x\"; in builtins.seq (builtins.tryEval t).success [ t ]"))
                .isEqualTo("[ <CODE> ]");
    }

    @Test
    void thePromptPrintsNestedValuesOnLinesOfTheirOwn() {
        PrintOptions prompt = PrintOptions.REPL.withColours(false);
        assertThat(print("{ a = 1; b = { c = [ 1 ]; d = [ { } ]; }; }", prompt)).isEqualTo("""
                {
                  a = 1;
                  b = {
                    c = [ 1 ];
                    d = [
                      { }
                    ];
                  };
                }""");
        assertThat(print("{ a = { b = 1; }; }", prompt.withMaxDepth(1))).isEqualTo("""
                {
                  a = { ... };
                }""");
    }
}
