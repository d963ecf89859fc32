package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns: what a tab behind a character shows of them. Expected: what C++ Nix 2.34.8 prints. */
class TerminalTextTest {
    private static String shown(String text) {
        return ByteText.toUnicode(TerminalText.of(ByteText.fromUnicode(text), false));
    }

    @ParameterizedTest
    @CsvSource({
        "7e, 1",
        "80, 0",
        "9f, 0",
        "a0, 1",
        "ad, 0",
        "e9, 1",
        "301, 0",
        "10ff, 1",
        "1100, 2",
        "115f, 2",
        "1160, 0",
        "200b, 0",
        "2e7f, 0",
        "2e80, 2",
        "303f, 1",
        "3040, 0",
        "4e00, 2",
        "ac00, 2",
        "d7a3, 2",
        "d7a4, 0",
        "e000, 0",
        "f900, 2",
        "feff, 0",
        "ff01, 2",
        "ff61, 1",
        "1f300, 2",
        "1f321, 1",
        "1f600, 2",
        "1f900, 1",
        "20000, 2",
        "3fffe, 0",
        "10fffd, 0"
    })
    void charactersTakeUpColumns(String character, int columns) {
        String text = Character.toString(Integer.parseInt(character, 16));
        assertThat(shown(text + "\t|")).isEqualTo(text + " ".repeat(8 - columns) + "|");
    }

    @Test
    void bytesThatAreNoCharacterTakeUpOneColumnEach() {
        assertThat(TerminalText.of("\u00e2\u0082\t|", false)).isEqualTo("\u00e2\u0082      |");
    }

    /** Recorded from C++ Nix in a terminal. */
    @Test
    void onlyColoursStayWhereThereAreColours() {
        String text = "aE]8;;http://xE\\bE]0;tBcE[3mdE[2JeEMfE[1"
                .replace('E', '\u001b')
                .replace('B', '\u0007');
        assertThat(TerminalText.of(text, true)).isEqualTo("abc\u001b[3mdef");
    }

    /** What begins a sequence that does not end takes what follows with it only as far as it can belong to it. */
    @ParameterizedTest
    @CsvSource({
        "E[31mx, x",
        "E[\" 1, 1",
        "E[?25lx, x",
        "E[é, é",
        "E[, ''",
        "E]8;;yBx, x",
        "E]8;;yE\\x, x",
        "E]8;;yE[31mx, [31mx",
        "E]8;;y, ''",
        "EMx, x",
        "E?x, ?x",
        "E`x, `x",
        "E, ''"
    })
    void sequencesGo(String text, String left) {
        assertThat(shown(text.replace('E', '\u001b').replace('B', '\u0007'))).isEqualTo(left);
    }
}
