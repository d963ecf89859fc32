package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One operation that would make something huge is refused before it does, and the evaluator stays usable. */
@Timeout(120)
class LargeAllocationsTest {
    private static final String DOUBLED = "let s = n: x: if n == 0 then x else s (n - 1) (x + x); in ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtins.length (builtins.genList (x: x) 1000000000)",
                "let l = n: x: if n == 0 then x else l (n - 1) (x ++ x); in builtins.length (l 40 [ 1 2 ])",
                "let l = builtins.genList (x: x) 100000; in builtins.length (builtins.concatLists (builtins.genList (x: l) 100000))",
                "let l = builtins.genList (x: x) 100000; in builtins.length (builtins.concatMap (x: l) l)",
                DOUBLED + "builtins.stringLength (s 40 \"0123456789\")",
                DOUBLED
                        + "builtins.stringLength (builtins.concatStringsSep (s 20 \"x\") (builtins.genList (x: \"\") 100000))",
                DOUBLED + "builtins.stringLength (builtins.replaceStrings [ \"x\" ] [ (s 20 \"y\") ] (s 18 \"x\"))",
                DOUBLED
                        + "let b = s 22 \"y\"; in builtins.stringLength (builtins.toJSON (builtins.genList (x: b) 10000))",
                "let a = { inherit a; }; in builtins.stringLength (builtins.toJSON a)",
                "let a = [ a ]; in builtins.toXML a",
            })
    void areRefused(String expression) {
        EvalOptions limits = EvalOptions.UNLIMITED.withMaxAllocatedBytes(256 << 20);
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            assertThatThrownBy(() -> nix.evaluate(NixSource.ofString(expression), limits))
                    .isInstanceOf(NixException.class)
                    .satisfies(
                            e -> assertThat(e.getMessage())
                                    .matches(
                                            "evaluation exceeded its limit of 268435456 allocated bytes|stack overflow.*|(?s).*max-call-depth.*"));
            assertThat(nix.evaluate("1 + 1").asLong()).isEqualTo(2);
        }
    }

    /** Builtins that go through a long text or list once look at the limits on the way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                DOUBLED + "builtins.fromTOML \"a = [${s 18 \"[1],\"}]\"",
                DOUBLED + "builtins.fromTOML (\"a = 1\" + s 18 \"\\n[[t]]\")",
                DOUBLED + "builtins.fromTOML (s 18 \"# a\\n\" + \"a = \" + s 13 \"[\")",
                DOUBLED + "builtins.fromJSON \"[${s 18 \"[1],\"}1]\"",
                DOUBLED + "builtins.splitVersion (s 21 \"1.\")",
                DOUBLED + "builtins.compareVersions (s 21 \"1.\") (s 21 \"1.\" + \"1\")",
                DOUBLED + "builtins.split \"a\" (s 20 \"ab\")",
                DOUBLED + "builtins.match \"(a|b)*\" (s 20 \"ab\")",
                DOUBLED + "builtins.replaceStrings [ \"a\" ] [ \"b\" ] (s 22 \"ab\")",
                "builtins.sort (a: b: false) (builtins.genList (x: x) 1000000)",
                "builtins.listToAttrs (builtins.genList (x: { name = \"a\"; value = x; }) 1000000)",
                "builtins.genericClosure { startSet = builtins.genList (x: { key = x; }) 300000; operator = x: [ ]; }",
                "builtins.elem 1 (builtins.genList (x: 0) 3000000)",
                "builtins.concatStringsSep \"\" (builtins.genList (x: \"a\") 3000000)",
                "builtins.toJSON (builtins.genList (x: 0) 3000000)",
                "builtins.toXML (builtins.genList (x: 0) 3000000)",
                "builtins.filter (x: true) (builtins.genList (x: 0) 3000000)",
                "builtins.all (x: true) (builtins.genList (x: 0) 3000000)",
                "builtins.partition (x: true) (builtins.genList (x: 0) 3000000)",
                "builtins.groupBy (x: \"a\") (builtins.genList (x: 0) 3000000)",
                "builtins.foldl' (a: b: a) 0 (builtins.genList (x: 0) 3000000)",
                "builtins.catAttrs \"a\" (builtins.genList (x: { a = 1; }) 3000000)",
                "builtins.deepSeq (builtins.genList (x: 0) 3000000) 1",
                "builtins.genList (x: 0) 3000000 == builtins.genList (x: 0) 3000000",
            })
    void longOnesHeedTheLimits(String expression) {
        EvalOptions limits = EvalOptions.UNLIMITED.withMaxSteps(20_000);
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            assertThatThrownBy(() -> nix.evaluate(NixSource.ofString(expression), limits))
                    .isInstanceOf(NixLimitException.class);
            assertThat(nix.evaluate("1 + 1").asLong()).isEqualTo(2);
        }
    }

    /** What no array can hold is refused without limits, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtins.length (builtins.genList (x: x) 9000000000)",
                "let l = builtins.genList (x: l) 10000000; in builtins.length (builtins.concatLists (builtins.genList (x: l) 1000))",
            })
    void impossibleOnesAreErrors(String expression) {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            assertThatThrownBy(() -> nix.evaluate(expression))
                    .isInstanceOf(NixLimitException.class)
                    .hasMessageContaining("does not fit into memory");
        }
    }
}
