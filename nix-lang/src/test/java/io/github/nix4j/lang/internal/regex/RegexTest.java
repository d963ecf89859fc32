package io.github.nix4j.lang.internal.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds of matching; what is matched is in the recorded table of {@code match} and {@code split}. */
class RegexTest {
    private static final String LONG = "a".repeat(200_000);

    /** Patterns that take exponential time or a deep stack when matched naively. */
    @ParameterizedTest
    @CsvSource({
        "(a+)*b, false",
        "(a*)*b, false",
        "(a|b|ab)*c, false",
        "((a|b)*)*, true",
        "(.*)(.*)(.*)x, false",
        "(a|aa)+, true",
        "(x*a)*, true"
    })
    void longTextsEnd(String pattern, boolean matches) {
        assertThat(Regex.compile(pattern).matchWhole(LONG, () -> {}) != null).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"a*b", "[a-z]+;", "(a|b)*c", "(a+)+b"})
    void searchesInLongTextsEnd(String pattern) {
        assertThat(Regex.compile(pattern).findAll(LONG, () -> {})).isEmpty();
    }

    @Test
    void whatTakesTooMuchIsRefused() {
        Regex regex = Regex.compile("(a*)*".repeat(12) + "b");
        assertThatThrownBy(() -> regex.matchWhole("c", () -> {}))
                .isInstanceOfSatisfying(
                        RegexException.class, e -> assertThat(e.isTooLarge()).isTrue());
        assertThatThrownBy(() -> Regex.compile("((a{300}){300}){300}"))
                .isInstanceOfSatisfying(
                        RegexException.class, e -> assertThat(e.isTooLarge()).isTrue());
    }

    /** The bound is for ways through the pattern, not for the length of the text. */
    @Test
    void aLongTextIsGoneThroughOnce() {
        String text = "b".repeat(80_000_000);
        assertThat(Regex.compile("[ab]c").findAll(text, () -> {})).isEmpty();
    }

    @Test
    void loopsInLoopsEnd() {
        Regex regex = Regex.compile("((((((((((a*)*)*)*)*)*)*)*)*)*)b");
        assertThat(regex.matchWhole("a".repeat(40), () -> {})).isNull();
    }

    @Test
    void theCheckpointCanStopAMatch() {
        Regex regex = Regex.compile("(a|b|ab)*c");
        assertThatThrownBy(() -> regex.matchWhole(LONG, () -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
    }
}
