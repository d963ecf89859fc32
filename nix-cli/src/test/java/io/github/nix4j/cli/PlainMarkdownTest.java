package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain layouts of Markdown, as the reference's prompt shows them where it may not use colours. */
class PlainMarkdownTest {
    @Test
    void aBackslashAtTheEndOfALineKeepsTheNextApart() {
        assertThat(PlainMarkdown.of("Function `double`\\\n  … defined at f.nix:9:12\n\nDoubles a number."))
                .isEqualTo("Function double\n… defined at f.nix:9:12\n\nDoubles a number.\n");
    }

    @Test
    void otherLinesOfAParagraphFlowTogether() {
        assertThat(PlainMarkdown.of("one\ntwo")).isEqualTo("one two\n");
    }

    /** A text and what C++ Nix shows of it. */
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("# a\n## b\n### c\ntext", "a\n\n## b\n\n### c\n\ntext\n"),
                Arguments.of("1. one\n2. two\n10. three", " 1. one \n 2. two \n 3. three \n"),
                Arguments.of("9. nine\n10. ten\n11. eleven", " 9. nine \n10. ten \n11. eleven \n"),
                Arguments.of(
                        "- a\n- b\n  - c\n    - d\n  - e\n- f",
                        "  \u00b7 a \n  \u00b7 b \n      \u00b7 c \n"
                                + "          \u00b7 d \n      \u00b7 e \n  \u00b7 f \n"),
                Arguments.of("text\n- list", "text - list\n"),
                Arguments.of("> a\n> c\n\nd", "  \u2502 a c\n\nd\n"),
                Arguments.of(
                        "para\n\n```nix\ncode x\n  two\n\nlast\n```\n",
                        "para\n\n  \u2502 code x\n  \u2502   two\n  \u2502 \n  \u2502 last\n"),
                Arguments.of("    indented\n      more", "  \u2502 indented\n  \u2502   more\n"),
                Arguments.of("[text](http://a.b/c) [rel](./x)", "text http://a.b/c rel\n"),
                Arguments.of(
                        "aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffffg",
                        "aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee\nfffffffffg\n"),
                Arguments.of(
                        "aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff",
                        "aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff\n"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textsOfTemplates(String markdown, String shown) {
        assertThat(ByteText.toUnicode(PlainMarkdown.of(ByteText.fromUnicode(markdown))))
                .isEqualTo(shown);
    }
}
