package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.value.NixAttrs;
import io.github.nix4j.lang.value.NixFunction;
import io.github.nix4j.lang.value.NixInt;
import io.github.nix4j.lang.value.NixList;
import io.github.nix4j.lang.value.NixNull;
import io.github.nix4j.lang.value.NixText;
import io.github.nix4j.lang.value.NixValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What crosses between Java and Nix, however odd, gives a value or an error that says what is wrong. */
@Timeout(60)
class JavaCallsTest {
    private static final NixEvaluator OTHER = NixEvaluator.isolated();
    private static final NixEvaluator NIX = NixEvaluator.builder()
            .function("foreign", value -> OTHER.evaluate("x: x"))
            .function("nothing", value -> null)
            .function("asserts", value -> {
                throw new AssertionError("on purpose");
            })
            .function("endless", value -> new Endless())
            .function(
                    "minus3",
                    List.of("a", "b", "c"),
                    all -> new NixInt(all.get(0).asLong()
                            - all.get(1).asLong()
                            - all.get(2).asLong()))
            .function(
                    "minus2",
                    List.of("a", "b"),
                    all -> new NixInt(all.get(0).asLong() - all.get(1).asLong()))
            .build();

    /** A list made in Java that contains itself. */
    private static final class Endless implements NixList {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public NixValue get(int index) {
            return this;
        }

        @Override
        public Iterator<NixValue> iterator() {
            return List.<NixValue>of(this).iterator();
        }
    }

    /** A set made in Java. */
    private record Box(NixValue content) implements NixAttrs {
        @Override
        public List<String> names() {
            return List.of("content");
        }

        @Override
        public boolean has(String name) {
            return name.equals("content");
        }

        @Override
        public Optional<NixValue> find(String name) {
            return has(name) ? Optional.of(content) : Optional.empty();
        }

        @Override
        public NixValue get(String... path) {
            return content;
        }
    }

    @AfterAll
    static void close() {
        NIX.close();
        OTHER.close();
    }

    @Test
    void valuesWithoutEndAreNixErrors() {
        NixFunction identity = NIX.evaluate("x: x").asFunction();
        assertThatThrownBy(() -> NIX.evaluate("let a = { x = a; }; in a").toJava())
                .isInstanceOf(NixException.class)
                .hasMessage("stack overflow; max-call-depth exceeded");
        assertThatThrownBy(() -> NIX.evaluate("let l = [ 1 l ]; in l").toJava())
                .isInstanceOf(NixException.class)
                .hasMessage("stack overflow; max-call-depth exceeded");
        assertThatThrownBy(() -> new Endless().toJava())
                .isInstanceOf(NixException.class)
                .hasMessage("stack overflow; max-call-depth exceeded");
        assertThatThrownBy(() -> identity.call(new Endless()))
                .isInstanceOf(NixException.class)
                .hasMessage("stack overflow; max-call-depth exceeded");
        assertThatThrownBy(() -> NIX.evaluate("builtins.endless 1"))
                .isInstanceOf(NixException.class)
                .hasMessage("stack overflow; max-call-depth exceeded");
        assertThatThrownBy(() -> OTHER.evaluate("x: x").asFunction().call(NIX.evaluate("let a = { x = a; }; in a")))
                .isInstanceOf(NixException.class)
                .hasMessage("stack overflow; max-call-depth exceeded");
    }

    @Test
    void derivationsStayWhatTheyAre() {
        NixValue set =
                NIX.evaluate("rec { d = derivation { name = \"n\"; system = \"s\"; builder = \"b\"; }; l = [ d 1 ]; }");
        Map<?, ?> data = (Map<?, ?>) set.toJava();
        assertThat(((NixAttrs) data.get("d")).get("name").asString()).isEqualTo("n");
        assertThat((List<?>) data.get("l")).hasSize(2).last().isEqualTo(1L);
        assertThatThrownBy(() -> NIX.evaluate("{ a = throw \"a\"; type = throw \"type\"; }")
                        .toJava())
                .isInstanceOf(NixException.class)
                .hasMessage("type");
    }

    @Test
    void textsThatNixCannotHaveAreRefused() {
        assertThatThrownBy(() -> NixText.of("a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> NixText.of("\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> NixSource.ofString("\"a\ud83d\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
    }

    @Test
    void failuresTellWhichCallFailed() {
        assertThatThrownBy(() -> NIX.evaluate("throw \"x\""))
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(JavaCallsTest.class.getName())));
        assertThatThrownBy(() -> NIX.evaluate("1").asString())
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(JavaCallsTest.class.getName())));
    }

    @Test
    void setsKnowWhereTheirAttributesAreDefined() {
        NixAttrs set = NIX.evaluate("{ a = 1;\n  b = 2; }").asAttrs();
        assertThat(set.position("b").map(SourcePosition::toString)).contains("\u00abstring\u00bb:2:3");
        assertThat(set.position("c")).isEmpty();
        assertThat(NIX.evaluate("builtins.listToAttrs [ ]").asAttrs().position("a"))
                .isEmpty();
    }

    @Test
    void warningsAndSuggestionsAreGivenInUnicode() {
        assertThatThrownBy(() -> NIX.evaluate("{ \"gr\u00fc\u00df\" = 1; }.\"gru\u00df\""))
                .isInstanceOfSatisfying(
                        NixException.class, e -> assertThat(e.suggestions()).containsExactly("gr\u00fc\u00df"));
        List<String> heard = new ArrayList<>();
        EvalListener listener = new EvalListener() {
            @Override
            public void warning(NixException warning, boolean fromExpression) {
                heard.add(ErrorRenderer.plain().renderWarningUnicode(warning, fromExpression));
            }
        };
        try (NixEvaluator nix = NixEvaluator.builder().listener(listener).build()) {
            nix.evaluate("builtins.warn \"gr\u00fcn\" 1");
        }
        assertThat(heard).containsExactly("evaluation warning: gr\u00fcn");
    }

    @Test
    void deepValuesAreConvertedBothWays() {
        NixValue deep = new NixInt(1);
        for (int i = 0; i < 9000; i++) {
            deep = new Box(deep);
        }
        assertThat(depth(deep.toJava())).isEqualTo(9000);
        assertThat(depth(NIX.evaluate("x: x").asFunction().call(deep).toJava())).isEqualTo(9000);
    }

    private static int depth(Object data) {
        int depth = 0;
        for (Object at = data; at instanceof Map<?, ?> map; at = map.get("content")) {
            depth++;
        }
        return depth;
    }

    @Test
    void convertsInOrderAndDeeply() {
        assertThat(NIX.evaluate("{ b = [ 1 [ ] { c = null; } ]; a = \"x\"; }")
                        .toJava()
                        .toString())
                .isEqualTo("{a=x, b=[1, [], {c=null}]}");
    }

    @Test
    void wrongArgumentsAndResultsSayWhatIsWrong() {
        NixFunction identity = NIX.evaluate("x: x").asFunction();
        assertThatThrownBy(() -> identity.call((NixValue) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("argument 1 is Java's null; use NixNull");
        assertThatThrownBy(() -> identity.call(OTHER.evaluate("x: x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another evaluator");
        assertThatThrownBy(() -> NIX.evaluate("builtins.foreign 1"))
                .isInstanceOf(NixException.class)
                .hasMessageContaining("a function of another evaluator");
        assertThatThrownBy(() -> NIX.evaluate("builtins.nothing 1"))
                .isInstanceOf(NixException.class)
                .hasMessageContaining("use NixNull");
        assertThatThrownBy(() -> NIX.evaluate("builtins.asserts 1"))
                .isInstanceOf(NixException.class)
                .hasMessageContaining("on purpose")
                .hasCauseInstanceOf(AssertionError.class);
        NixList list = NIX.evaluate("[ 1 2 3 ]").asList();
        assertThatThrownBy(() -> list.get(5))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Index 5 out of bounds for length 3");
    }

    @Test
    void setsTellTheirSizeAndEntriesAndLearnNoNames() {
        NixAttrs set = NIX.evaluate("{ b = 1 + 1; a = throw \"late\"; }").asAttrs();
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.has("b")).isTrue();
        assertThat(NIX.evaluate("{ b = 2; a = 1; }")
                        .asAttrs()
                        .entries()
                        .map(e -> e.getKey() + e.getValue().asLong()))
                .containsExactly("a1", "b2");
        assertThatThrownBy(() -> set.entries().forEach(entry -> {})).hasMessage("late");
        assertThatThrownBy(() -> set.get("nobody-has-used-this"))
                .hasMessage("attribute 'nobody-has-used-this' missing");
        assertThat(EvaluatorInternals.of(NIX).engine().symbolTable().find("nobody-has-used-this"))
                .isNegative();
    }

    @Test
    void aClosedEvaluatorEvaluatesNothing() {
        NixEvaluator nix = NixEvaluator.isolated();
        NixAttrs set = nix.evaluate("{ a = 1 + 1; }").asAttrs();
        List<Throwable> inside = new ArrayList<>();
        nix.within(EvalOptions.UNLIMITED, () -> {
            nix.close();
            assertThatThrownBy(() -> nix.evaluate("1")).satisfies(inside::add);
            return assertThatThrownBy(() -> set.get("a")).satisfies(inside::add);
        });
        assertThatThrownBy(() -> set.get("a")).satisfies(inside::add);
        assertThat(inside)
                .hasSize(3)
                .allSatisfy(e ->
                        assertThat(e).isInstanceOf(IllegalStateException.class).hasMessage("this evaluator is closed"));
    }

    @Test
    void functionsHaveSeveralParameters() {
        assertThat(NIX.evaluate("map (builtins.minus3 10 2) [ 1 3 ]").toJava()).isEqualTo(List.of(7L, 5L));
        assertThat(NIX.evaluate("__minus2 5 3").asLong()).isEqualTo(2);
        assertThatThrownBy(() -> NIX.evaluate("builtins.minus2 (throw \"first\") (throw \"second\")"))
                .hasMessage("first");
    }

    @Test
    void namesOfFunctionsAreChecked() {
        for (String name : List.of("a b", "", "1a", "let", "\u20ac", "a.b")) {
            assertThatThrownBy(() -> NixEvaluator.builder().function(name, x -> x))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> NixEvaluator.builder().function("f", List.of(), all -> new NixInt(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NixEvaluator.builder().function("f", List.of("a", "b", "c", "d"), all -> all.get(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NixEvaluator.builder().function("map", x -> x).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is a builtin 'map' already");
        assertThatThrownBy(() -> NixEvaluator.builder()
                        .function("mine", x -> x)
                        .function("mine", x -> x)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        NixEvaluator.builder().function("builtins", x -> x).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dataOfJavaComeBackAsTheyWere() {
        Map<String, Object> data = Map.of(
                "\u00e9",
                List.of(1L, 2.5, true, "text", NixNull.class.getSimpleName()),
                "empty",
                Map.of(),
                "\ufffd",
                List.of(List.of()),
                "\ud83d\ude00",
                7);
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            NixValue value =
                    evaluator.evaluate("x: x // { again = x; }").asFunction().call(NixValue.ofJava(data));
            // In the order of bytes, which is not that of Java's chars.
            assertThat(value.asAttrs().names()).containsExactly("again", "empty", "\u00e9", "\ufffd", "\ud83d\ude00");
            assertThat(NixValue.ofJava(data).asAttrs().names())
                    .containsExactly("empty", "\u00e9", "\ufffd", "\ud83d\ude00");
            Map<String, Object> expected = new HashMap<>(data);
            expected.put("\ud83d\ude00", 7L);
            assertThat(value.asAttrs().get("again").toJava()).isEqualTo(expected);
        }
        assertThat(NixValue.ofJava(null)).isEqualTo(new NixNull());
        assertThatThrownBy(() -> NixValue.ofJava(List.of(new StringBuilder().getClass())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Class");
        assertThatThrownBy(() -> NixAttrs.of(Map.of("a", NixAttrs.of(Map.of()))).get("a", "b"))
                .isInstanceOf(NixException.class)
                .hasMessage("attribute 'b' missing");
        assertThatThrownBy(() -> NixAttrs.of(Map.of("name", new NixInt(1))).get("nme"))
                .isInstanceOfSatisfying(
                        NixException.class, e -> assertThat(e.suggestions()).containsExactly("name"));
    }

    @Test
    void dataThatIsNoValueIsRefused() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        Map<Object, Object> nameless = new HashMap<>();
        nameless.put(null, 1);
        for (Object data :
                List.of(Map.of(1, 2), itself, nameless, "a\0b", Map.of("a\0b", 1), "\ud800", Map.of("\ud800", 1))) {
            assertThatThrownBy(() -> NixValue.ofJava(data)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesThatAreNotUnicodeHaveTheirValues() {
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            NixValue set = evaluator.evaluate(NixSource.ofBytes(
                    "{ \"\u00ff\" = 1; a = 2; }".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
            assertThat(set.asAttrs().entries().map(entry -> entry.getKey() + entry.getValue()))
                    .containsExactly("a2", "\ufffd1");
            assertThat(set.toJava()).isEqualTo(Map.of("\ufffd", 1L, "a", 2L));
        }
    }

    @Test
    void sortingInNixsOwnOrderHasLimits() {
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            NixValue list = evaluator.evaluate("builtins.genList (n: 100000 - n) 100000");
            NixValue sort =
                    evaluator.evaluate("builtins.sort builtins.lessThan", EvalOptions.UNLIMITED.withMaxSteps(2000));
            assertThatThrownBy(() -> sort.asFunction().call(list)).isInstanceOf(NixLimitException.class);
        }
    }
}
