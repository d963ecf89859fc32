package io.github.nix4j.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import org.junit.jupiter.api.Test;

class MarkdownTextTest {
    private static String render(String markdown) {
        return ByteText.toUnicode(MarkdownText.render(ByteText.fromUnicode(markdown)));
    }

    @Test
    void fillsParagraphs() {
        assertThat(render("Adds *one* to `x`, which takes more words\nto say than fit into one line, so that it has to"
                        + " be **filled**."))
                .isEqualTo("Adds one to x, which takes more words to say than fit into one line, so that\n"
                        + "it has to be filled.\n");
    }

    @Test
    void keepsTheLinesOfCode() {
        assertThat(render("Example:\n\n```nix\nf  1\n  # *two*\n```\n\nand\n\n    more *code*"))
                .isEqualTo("Example:\n\n  \u2502 f  1\n  \u2502   # *two*\n\nand\n\n  \u2502 more *code*\n");
    }

    @Test
    void marksPoints() {
        assertThat(render("- a point\n  of two lines\n- `b`")).isEqualTo("  \u00b7 a point of two lines\n  \u00b7 b\n");
    }

    @Test
    void breaksLinesWhereTold() {
        assertThat(render("Function `f`\\\n  \u2026 defined at x:1:2\n\n# Head\nText"))
                .isEqualTo("Function f\n\u2026 defined at x:1:2\n\nHead\nText\n");
    }

    @Test
    void leavesWhatIsNoMarkAsItIs() {
        assertThat(render("2 * 3 * 4 and [a](./b) and a_b_c")).isEqualTo("2 * 3 * 4 and [a](./b) and a_b_c\n");
    }
}
