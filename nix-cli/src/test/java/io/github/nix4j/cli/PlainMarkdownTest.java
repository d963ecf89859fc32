package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
