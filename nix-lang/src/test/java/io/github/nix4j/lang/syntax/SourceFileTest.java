package io.github.nix4j.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.SourceRange;
import io.github.nix4j.store.ByteText;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFileTest {
    /** As in the reference: an error behind a NUL is told by its distance from the last line before it. */
    @Test
    void ofStandardInputLinesEndAtANul() {
        String text = "a\n# \0\n# x\n {";
        SourceFile input = SourceFile.of(new SourceFile.StdinOrigin(), text);
        assertThat(input.lineCount()).isEqualTo(2);
        assertThat(input.lineText(2)).isEqualTo("# ");
        assertThat(input.line(12)).isEqualTo(2);
        assertThat(input.column(12)).isEqualTo(11);
        assertThat(input.snippet(2, 12)).isEqualTo("# ");
        assertThat(SourceFile.ofString(text).lineCount()).isEqualTo(4);
    }

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

    /** Two bytes and one unit, three and one, four and two; what is no UTF-8 is replaced. */
    @Test
    void columnsInUtf16() {
        SourceFile source = SourceFile.ofString(ByteText.fromUnicode("a\n\u00e9\u20ac\ud83d\ude00x\n"));
        int line = source.lineStart(2);
        assertThat(source.utf16Column(line)).isEqualTo(1);
        assertThat(source.utf16Column(line + 2)).isEqualTo(2);
        assertThat(source.utf16Column(line + 5)).isEqualTo(3);
        assertThat(source.utf16Column(line + 9)).isEqualTo(5);
        assertThat(source.column(line + 9)).isEqualTo(10);
        assertThat(source.offset(2, 2)).isEqualTo(line + 2);
        assertThat(source.offset(2, 5)).isEqualTo(line + 9);
        assertThat(source.offset(2, 4)).isEqualTo(line + 5);
        assertThat(source.offset(2, 99)).isEqualTo(line + 10);
        SourceRange range = new SourceRange(source, line + 2, line + 9);
        assertThat(range.startUtf16Column()).isEqualTo(2);
        assertThat(range.endUtf16Column()).isEqualTo(5);
        assertThat(new SourcePosition(source, line + 9).utf16Column()).isEqualTo(5);
        assertThat(SourceFile.ofString("\u00ff\u00fex").utf16Column(2)).isEqualTo(3);
    }

    @Property(tries = 500)
    void utf16ColumnsLeadBack(@ForAll @StringLength(max = 40) String text) {
        SourceFile source =
                SourceFile.ofString(ByteText.fromUnicode(text.replaceAll("[\\ud800-\\udfff]", "\ud83d\ude00")));
        for (int offset = 0; offset < source.text().length(); offset++) {
            if ((source.text().charAt(offset) & 0xc0) != 0x80 && source.text().charAt(offset) >= ' ') {
                assertThat(source.offset(source.line(offset), source.utf16Column(offset)))
                        .isEqualTo(offset);
            }
        }
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
