package io.github.nix4j.lang.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every form of the language, and errors in it, against what the reference printed (syntax.table); and the table against the
 * reference. In the table an expression stands behind {@code >>> } and {@code ... }, what was printed on the lines below.
 */
class SyntaxTableTest {
    private static final String DIRECTORY = "/srv";
    private static final Path HOME = Path.of("/home/me");

    private record Row(String expression, String output) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = SyntaxTableTest.class.getResourceAsStream("syntax.table")) {
            String text = "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String block : text.split("\n>>> ")) {
                if (!block.isEmpty()) {
                    String joined = block.replace("\n... ", "\0");
                    int end = joined.indexOf('\n');
                    rows.add(new Row(
                            joined.substring(0, end).replace('\0', '\n'),
                            joined.substring(end + 1).strip()));
                }
            }
        }
        return rows;
    }

    @TestFactory
    Stream<DynamicTest> givesWhatTheReferenceGives() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.expression(), () -> {
                    SourceFile source = SourceFile.ofString(ByteText.fromUnicode(row.expression()));
                    ParseResult result = NixParser.parse(source);
                    assertThat(ByteText.toUnicode(Rendering.of(result, DIRECTORY, HOME)))
                            .isEqualTo(row.output());
                }));
    }

    @Test
    void tableIsComplete() throws IOException {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(210);
    }

    @Test
    void theTableSaysWhatTheReferenceSays(@TempDir Path temporary) throws Exception {
        ReferenceParser reference = ReferenceParser.open(temporary);
        for (Row row : rows()) {
            // The directories of the table need not exist here; what depends on them is left out.
            boolean ofItsOwn = !row.output().contains(DIRECTORY)
                    && !row.output().contains(HOME.toString())
                    && !row.expression().startsWith("../");
            if (ofItsOwn) {
                assertThat(ByteText.toUnicode(reference.expression(row.expression(), temporary)))
                        .as(row.expression())
                        .isEqualTo(row.output());
            }
        }
    }
}
