package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.ByteText;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Errors with colours, as the reference prints them on a terminal: the table was recorded from one, with {@code \e} for the
 * escape character. Without colours the text is that of the other renderer.
 */
class ColoursTableTest {
    @TestFactory
    Stream<DynamicTest> errorsAreColouredAsInTheReference() {
        return ReferenceTable.read("colours.table").stream()
                .map(row -> DynamicTest.dynamicTest(row.expression(), () -> {
                    ErrorRenderer renderer = ErrorRenderer.plain().withFullTrace(true);
                    NixException error = ReferenceRun.nix4j(row).error();
                    assertThat(error).isNotNull();
                    String coloured = renderer.withColours(true).render(error);
                    assertThat(ByteText.toUnicode(coloured).strip())
                            .isEqualTo(row.output().replace("\\e", "\u001b"));
                    assertThat(Message.plain(coloured).text()).isEqualTo(renderer.render(error));
                }));
    }
}
