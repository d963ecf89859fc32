package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentationTest {
    private final NixEvaluator evaluator = NixEvaluator.isolated();

    @AfterEach
    void close() {
        evaluator.close();
    }

    private Documentation of(String expression) {
        return Objects.requireNonNull(evaluator.documentation(evaluator.evaluate(expression)));
    }

    @Test
    void everyBuiltinIsDocumented() {
        Map<String, String> texts = new TreeMap<>();
        for (Documentation builtin : evaluator.builtins()) {
            assertThat(builtin.builtin()).isTrue();
            assertThat(builtin.text()).as(builtin.name()).isNotBlank();
            texts.put(Objects.requireNonNull(builtin.name()), builtin.text());
        }
        assertThat(texts).containsKeys("map", "derivation", "true", "fetchurl").hasSizeGreaterThan(100);
    }

    @Test
    void builtinsNameTheirArguments() {
        Documentation map = of("builtins.map");
        assertThat(map.name()).isEqualTo("map");
        assertThat(map.parameters()).containsExactly("f", "list");
        assertThat(map.position()).isNull();
    }

    @Test
    void functionsHaveTheInnermostComment() {
        Documentation outer = of("{ /** outer */ f = x: /** inner\n two */ y: x; }.f");
        assertThat(outer.name()).isEqualTo("f");
        assertThat(outer.text()).isEqualTo("outer");
        assertThat(Objects.requireNonNull(outer.position()).column()).isEqualTo(20);
        Documentation inner = of("({ /** outer */ f = x: /** inner\n    two */ y: x; }).f 1");
        assertThat(inner.text()).isEqualTo("inner\ntwo");
    }

    @Test
    void indentationGoes() {
        assertThat(of("/**\n    One.\n\n      - two\n  */ x: x").text()).isEqualTo("\nOne.\n\n  - two");
        assertThat(of("/***/ x: x").text()).isEmpty();
        assertThat(of("x: x").text()).isEmpty();
    }

    @Test
    void setsThatCanBeCalledHaveThatOfTheirFunction() {
        assertThat(of("{ __functor = self: /** called */ x: x; }").text()).isEqualTo("called");
    }

    @Test
    void otherValuesHaveNone() {
        assertThat(evaluator.documentation(evaluator.evaluate("{ a = 1; }"))).isNull();
        assertThat(evaluator.documentation(evaluator.evaluate("builtins.map (x: x)")))
                .isNull();
    }
}
