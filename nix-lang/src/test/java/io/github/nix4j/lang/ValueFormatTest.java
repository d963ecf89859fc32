package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.value.NixText;
import io.github.nix4j.lang.value.NixValue;
import io.github.nix4j.lang.value.ValueFormat;
import org.junit.jupiter.api.Test;

/** Values as text, from Java; what the printers write is held by the tables against the reference. */
class ValueFormatTest {
    private static final String PROGRAM =
            "{ list = [ 1 2.5 \"é\" null ]; f = { x }: x; nested.error = throw \"no\"; d = derivation"
                    + " { name = \"n\"; system = \"s\"; builder = \"b\"; }; }";

    private static String print(String program, ValueFormat format) {
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            return evaluator.print(evaluator.evaluate(program), format);
        }
    }

    @Test
    void evalShowsErrorsInPlaceAndDerivationsAsPaths() {
        assertThat(print(PROGRAM, ValueFormat.EVAL))
                .matches("\\{ d = «derivation /nix/store/[0-9a-z]{32}-n\\.drv»; f = «lambda f @ «string»:1:35»;"
                        + " list = \\[ 1 2\\.5 \"é\" null ]; nested = \\{ error = «error: no»; }; }");
    }

    @Test
    void instantiateShowsAllOrFails() {
        assertThat(print("[ { a = x: x; } 1.0 ]", ValueFormat.INSTANTIATE)).isEqualTo("[ { a = <LAMBDA>; } 1 ]");
        assertThatThrownBy(() -> print(PROGRAM, ValueFormat.INSTANTIATE)).isInstanceOf(NixThrownException.class);
    }

    @Test
    void jsonAndXmlAreThoseOfTheBuiltins() {
        String value = "{ a = [ 1 \"é\" ]; b.outPath = \"/x\"; }";
        assertThat(print(value, ValueFormat.JSON)).isEqualTo("{\"a\":[1,\"é\"],\"b\":\"/x\"}");
        assertThat(print("builtins.toXML (" + value + ")", ValueFormat.EVAL)).contains("<int value=\\\"1\\\" />");
        assertThat(print(value, ValueFormat.XML)).startsWith("<?xml").contains("<string value=\"é\" />");
    }

    @Test
    void limitsHold() {
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            NixValue endless = evaluator.evaluate("let f = n: [ n (f (n + 1)) ]; in f 0");
            EvalOptions options = EvalOptions.UNLIMITED.withMaxSteps(100_000);
            assertThatThrownBy(() -> evaluator.print(endless, ValueFormat.JSON, options))
                    .isInstanceOf(NixException.class);
            assertThat(evaluator.print(NixText.of("a\nb"), ValueFormat.EVAL)).isEqualTo("\"a\\nb\"");
        }
    }
}
