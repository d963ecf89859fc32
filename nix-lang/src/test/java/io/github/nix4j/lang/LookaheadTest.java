package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.value.NixInt;
import io.github.nix4j.lang.value.NixValue;
import io.github.nix4j.lang.value.ValueFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Helpers that evaluate ahead change no value, tell nobody anything and keep no failure. */
class LookaheadTest {
    /** So much that helpers begin; {@code work n} takes about {@code n} steps. */
    private static final String PRELUDE = "let work = n: builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) n);"
            + " drv = name: more: derivation ({ inherit name; system = \"s\"; builder = \"/b\"; } // more);"
            + " in builtins.seq (work 40000) (\n";

    private static String text(int helpers, String expression) {
        try (NixEvaluator nix = NixEvaluator.builder().lookahead(helpers).build()) {
            return nix.print(nix.evaluate(PRELUDE + expression + "\n)"), ValueFormat.JSON);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A list that is joined.
                "builtins.concatLists (builtins.genList (i: [ i (work (i * 100)) ]) 60)",
                // Derivations that need each other, and some of them twice.
                "let d = i: drv \"n${toString i}\" { n = work 500; deps = if i == 0 then [ ] else [ all.${toString (i - 1)}"
                        + " all.${toString (i / 2)} ]; }; all = builtins.listToAttrs (builtins.genList (i: { name = toString i;"
                        + " value = d i; }) 80); in map (i: all.${toString i}.drvPath) (builtins.genList (i: i) 80)",
                // Structured attributes.
                "(drv \"s\" { __structuredAttrs = true; a = builtins.genList (i: { b = work i; }) 50; }).drvPath",
                // What fails where it is caught.
                "map (i: (builtins.tryEval (builtins.concatLists [ [ (work 300) ] (throw \"x\") (builtins.genList work 50) ]))"
                        + ".success) (builtins.genList (i: i) 40)",
                "builtins.deepSeq (builtins.genList (i: { a = work i; b = [ (work i) ]; }) 60) 1",
                "let x = builtins.genList (i: { inherit i; next = builtins.elemAt x (if i == 0 then 0 else i - 1); }) 50;"
                        + " in builtins.deepSeq x (builtins.length x)",
                "toString (builtins.genList (i: toString (work (i * 50))) 90)",
                // Texts that are joined: of derivations, too, and where one fails.
                "builtins.concatStringsSep \",\" (builtins.genList (i: if i / 2 * 2 == i then toString (work (i * 50))"
                        + " else drv \"j${toString i}\" { n = work 300; }) 90)",
                // Calls whose results are all needed.
                "builtins.concatMap (i: [ i (work (i * 30)) ] ++ (if i == 50 then [ ] else [ (toString i) ])) (builtins.genList (i: i) 90)",
                "builtins.filter (i: work (i * 30) < i * 100) (builtins.genList (i: i) 90)",
                "let few = builtins.filter (i: i < 5 || work 300 == 1) (builtins.genList (i: i) 60);"
                        + " in builtins.concatMap (i: builtins.filter (j: j > i) few) few",
                "map (f: (builtins.tryEval (f (i: if i == 40 then throw \"x\" else work 200 != 1) (builtins.genList (i: i) 60)))"
                        + ".success) [ builtins.filter builtins.partition (f: builtins.concatMap (i: [ (f i) (assert f i; i) ])) ]",
                "builtins.tryEval (builtins.concatStringsSep \",\" (builtins.genList (i: if i == 60 then throw \"x\""
                        + " else toString (work 300)) 90))",
                "builtins.genList (i: { a = work (i * 20); b.c = { d = work i; }; }) 80",
                // XML, with a derivation that is there twice.
                "let d = drv \"x\" { n = work 500; }; in builtins.toXML (builtins.genList (i: { a = work (i * 20);"
                        + " b = if i == 40 || i == 60 then d // { inherit i; } else [ (work i) ]; }) 80)",
                // One cell that all others need, and that takes long: who meets it takes something else.
                "let slow = work 300000; in builtins.concatLists (builtins.genList (i: [ (if i / 3 * 3 == i then slow + i"
                        + " else work (i * 100)) ]) 90)",
                "let slow = builtins.concatLists (builtins.genList (i: [ (work 3000) ]) 60);"
                        + " in builtins.concatLists (builtins.genList (i: if i == 79 then slow else [ (builtins.length slow) ]) 80)"
            })
    void valuesAreTheSame(String expression) {
        String alone = text(0, expression);
        for (int helpers : new int[] {1, 2, 4}) {
            assertThat(text(helpers, expression)).isEqualTo(alone);
        }
    }

    @RepeatedTest(20)
    @Timeout(60)
    void cyclesAreFoundBehindHelpers() {
        // Each needs the other: whoever begins with one soon waits for who has begun with the other.
        String cycle = "let a = [ (work 2000) ] ++ builtins.concatLists [ [ (work 100) ] b ];"
                + " b = [ (work 1000) ] ++ builtins.concatLists [ [ (work 500) ] a ]; in builtins.concatLists [ a b ]";
        assertThatThrownBy(() -> text(3, cycle))
                .isInstanceOf(LookaheadException.class)
                .hasCauseInstanceOf(NixException.class)
                .cause()
                .hasMessageContaining("infinite recursion");
    }

    @Test
    void tracesComeInTheirOrderAndOnce() {
        String traces = "builtins.concatLists (builtins.genList (i: builtins.trace (toString i) [ (work 200) ]) 50)";
        List<String> heard = new ArrayList<>();
        EvalListener listener = new EvalListener() {
            @Override
            public void traceUnicode(String text) {
                heard.add(text);
            }
        };
        try (NixEvaluator nix =
                NixEvaluator.builder().listener(listener).lookahead(3).build()) {
            nix.print(nix.evaluate(PRELUDE + traces + ")"), ValueFormat.JSON);
        }
        assertThat(heard)
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 50)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void helpersCallNoFunctionOfTheHost() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        List<Long> calls = Collections.synchronizedList(new ArrayList<>());
        try (NixEvaluator nix = NixEvaluator.builder()
                .function("host", x -> {
                    threads.add(Thread.currentThread().getName());
                    calls.add(((NixInt) x).value());
                    return x;
                })
                .lookahead(3)
                .build()) {
            nix.print(
                    nix.evaluate(PRELUDE + "builtins.concatLists (builtins.genList (i: [ (work 300) ] ++"
                            + " (if builtins.host i == i then [ i ] else [ ])) 40))"),
                    ValueFormat.JSON);
        }
        assertThat(threads).containsExactly("nix-eval");
        assertThat(calls).hasSize(40).isSorted();
    }

    @Test
    void whatShowsUnevaluatedPartsIsNotTold() {
        assertThatThrownBy(() -> text(2, "builtins.trace { a = work 1; } 1")).isInstanceOf(LookaheadException.class);
        assertThatThrownBy(() -> text(2, "throw \"x\""))
                .isInstanceOf(LookaheadException.class)
                .hasCauseInstanceOf(NixThrownException.class);
    }

    @Test
    void limitsAreToldAsEver() {
        try (NixEvaluator nix = NixEvaluator.builder().lookahead(2).build()) {
            assertThatThrownBy(
                            () -> nix.evaluate(PRELUDE + "work 10000000)", EvalOptions.UNLIMITED.withMaxSteps(100_000)))
                    .isInstanceOf(NixLimitException.class);
        }
    }

    @Test
    void callsNestAsDeepWithHelpers() {
        // The deepest of the lists is one level deeper than calls may nest, for whoever comes to it first.
        String deep =
                "builtins.deepSeq (builtins.genList (i: builtins.foldl' (a: b: [ a ]) (work 300) (builtins.genList (x: x)"
                        + " (if i == 50 then 20000 else 5))) 60) 1";
        for (int helpers : new int[] {0, 3}) {
            assertThatThrownBy(() -> text(helpers, deep))
                    .satisfies(e -> assertThat(e instanceof LookaheadException ? e.getCause() : e)
                            .hasMessageContaining("max-call-depth"));
        }
    }

    @Test
    @Timeout(60)
    void severalEvaluationsShareAnEvaluatorWithHelpers() throws Exception {
        try (NixEvaluator nix = NixEvaluator.builder().lookahead(2).build()) {
            NixValue shared = nix.evaluate(
                    PRELUDE + "let list = builtins.genList (i: [ (work (i * 100)) ]) 60; in"
                            + " { all = builtins.concatLists list; deep = builtins.deepSeq list (builtins.length list); inherit list; })");
            List<String> texts = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> texts.add(nix.print(shared, ValueFormat.JSON)));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(texts).hasSize(4).containsOnly(texts.get(0));
        }
    }

    @Test
    void theNumberOfHelpersIsNotNegative() {
        assertThatThrownBy(() -> NixEvaluator.builder().lookahead(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
