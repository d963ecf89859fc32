package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large, deep and malicious TOML documents end, and soon. */
class TomlBoundsTest {
    private static final String REPEAT =
            "let repeat = n: s: builtins.concatStringsSep \"\" (builtins.genList (i: s) n); in ";

    /** About two megabytes each; anything quadratic would take many minutes. */
    @Test
    void largeDocumentsAreRead() {
        assertThat(length("map (x: x) (builtins.fromTOML (\"a=[\" + repeat 500000 \"12, \" + \"]\")).a"))
                .isEqualTo(500_000);
        assertThat(length("(builtins.fromTOML (repeat 200000 \"[[a]]\\nb=1\\n\")).a"))
                .isEqualTo(200_000);
        assertThat(run("builtins.stringLength (builtins.fromTOML ("
                        + "\"a=\\\"\" + repeat 300000 \"\\\\u0041\" + \"\\\"\")).a"))
                .isEqualTo(300_000);
        String keys =
                IntStream.range(0, 50_000).mapToObj(i -> "t.k" + i + ".v = 1\n").collect(Collectors.joining());
        assertThat(length("builtins.attrNames (builtins.fromTOML ''" + keys + "'').t"))
                .isEqualTo(50_000);
    }

    /** Each line has an error, which quotes it. */
    @Test
    void manyErrorsAreTold() {
        assertThatThrownBy(() -> run("builtins.fromTOML (repeat 20000 \"a=01\\n\")"))
                .isInstanceOf(NixException.class)
                .hasMessageContaining("20000 | a=01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"[\" \"]\"", "\"{a=\" \"1\" + repeat n \"}\""})
    void deepValuesAreRead(String brackets) {
        int split = brackets.indexOf("\" \"") + 1;
        String open = brackets.substring(0, split);
        String close = brackets.contains("1") ? brackets.substring(split + 1) : "repeat n \"]\"";
        String document = "(\"a=\" + repeat n " + open + " + " + close + ")";
        assertThat(run("let n = 9000; in builtins.length (builtins.attrNames (builtins.fromTOML " + document + "))"))
                .isEqualTo(1);
        assertThatThrownBy(() -> run("let n = 1000000; in builtins.fromTOML " + document))
                .isInstanceOfSatisfying(
                        NixException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STACK_OVERFLOW))
                .hasMessage("stack overflow (possible infinite recursion)");
    }

    /** The reference does not end on these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=[[1 [2 # c\\n]]]",
                "# \u0001\\n# x\\n",
                "a=[{b=1 [ # c\\n]}]",
                "x=[\\n[1 [b=3\\n",
                "x=[\\n[[1 [b=3\\n"
            })
    void readingOnEnds(String document) {
        assertThatThrownBy(() -> run("builtins.fromTOML \"" + document + "\""))
                .isInstanceOf(NixException.class)
                .hasMessageMatching("(?s)while parsing TOML: .*|stack overflow.*");
    }

    /** Their square would be minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"a = ", "a = -", "a = 0x", "a = 1."})
    void longNumbersTakeTimeInProportion(String prefix) {
        String document = "\"" + prefix + "1".repeat(1_500_000) + "\"";
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            if (prefix.endsWith(".")) {
                assertThat(nix.evaluate("(builtins.fromTOML " + document + ").a < 1.2")
                                .asBoolean())
                        .isTrue();
            } else {
                assertThatThrownBy(() -> nix.evaluate("(builtins.fromTOML " + document + ").a"))
                        .hasMessageContaining("too large integer");
            }
        }
    }

    private static long length(String list) {
        return run("builtins.length (" + list + ")");
    }

    private static long run(String expression) {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            return nix.evaluate(REPEAT + expression).asLong();
        }
    }
}
