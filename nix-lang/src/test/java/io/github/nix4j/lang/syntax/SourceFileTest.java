package io.github.nix4j.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFileTest {
    @Test
    void everyKindOfLineEndEndsALine() {
        SourceFile source = SourceFile.ofString("a\nb\r\nc\rd\r\r\n");
        assertThat(source.lineCount()).isEqualTo(6);
        assertThat(source.lineText(1)).isEqualTo("a");
        assertThat(source.lineText(2)).isEqualTo("b");
        assertThat(source.lineText(3)).isEqualTo("c");
        assertThat(source.lineText(4)).isEqualTo("d");
        assertThat(source.lineText(5)).isEmpty();
        assertThat(source.lineText(6)).isEmpty();
        assertThat(source.lineText(7)).isNull();
        assertThat(source.snippet(2, 8)).isEqualTo("b\nc\nd");
    }

    @Property(tries = 500)
    void linesAndColumnsLeadBack(@ForAll @Chars({'a', '\n', '\r'}) @StringLength(min = 1, max = 60) String text) {
        SourceFile source = SourceFile.ofString(text);
        for (int offset = 0; offset <= text.length(); offset++) {
            int line = source.line(offset);
            assertThat(source.lineStart(line) + source.column(offset) - 1).isEqualTo(offset);
            assertThat(line).isBetween(1, source.lineCount());
            assertThat(source.lineText(line)).doesNotContain("\n", "\r");
        }
    }

    @ParameterizedTest
    @CsvSource({"./a/../b, /d/b", "../../../a, /a", "./., /d", "a/./b, /d/a/b", "./, /d/", "a//, /d/a/", "./a/, /d/a/"})
    void relativePathsAreMadeCanonical(String text, String expected) {
        assertThat(new PathLit(PathLit.Root.RELATIVE, text, 0, 0).resolve("/d", "/h"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/a/../../b/./c, /b/c", "/, /", "/.., /", "/a/, /a/"})
    void absolutePathsAreMadeCanonical(String text, String expected) {
        assertThat(new PathLit(PathLit.Root.ABSOLUTE, text, 0, 0).resolve("/d", "/h"))
                .isEqualTo(expected);
    }

    @Test
    void homePathsAreLeftAlone() {
        assertThat(new PathLit(PathLit.Root.HOME, "~/a/../b", 0, 0).resolve("/d", "/h"))
                .isEqualTo("/h/a/../b");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "0.5, 0.5",
        "1234567.0, 1.23457e+06",
        "100000.0, 100000",
        "999999.5, 1e+06",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1e100, 1e+100",
        "-2.5, -2.5",
        "-0.0, -0",
        "Infinity, inf",
        "NaN, nan",
        "0.1, 0.1",
        "123456.5, 123456",
        "123457.5, 123458"
    })
    void floatsHaveSixDigits(double value, String expected) {
        assertThat(FloatText.general(value)).isEqualTo(expected);
    }
}
