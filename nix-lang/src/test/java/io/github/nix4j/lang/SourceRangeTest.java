package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.value.NixValue;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an editor underlines for errors, and their kinds. */
class SourceRangeTest {
    private static NixException failure(String program) {
        return failure(EvalSettings.DEFAULTS, program);
    }

    private static NixException failure(EvalSettings settings, String program) {
        try (NixEvaluator evaluator = NixEvaluator.builder().settings(settings).build()) {
            return Objects.requireNonNull(
                    catchThrowableOfType(NixException.class, () -> evaluator.evaluate(program)), program);
        }
    }

    private static SourceRange innermost(NixException error) {
        return Objects.requireNonNull(error.nearestRange(), error::toString);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "let a = { }; in 1 + a.b.c | MISSING_ATTRIBUTE | a.b.c",
                "let a = { }; in (a // { }).${\"b c\"} + 1 | MISSING_ATTRIBUTE | (a // { }).${\"b c\"}",
                "{ }.a { b = 1; } | MISSING_ATTRIBUTE | { }.a",
                "1 + missing.a.b | UNDEFINED_VARIABLE | missing",
                "with { }; [ missing ] == [ 1 ] | UNDEFINED_VARIABLE | missing",
                "let f = { a }: a; in f { } | MISSING_ARGUMENT | { a }: a",
                "let f = { a }: a; in f { a = 1; b = 1; } | UNEXPECTED_ARGUMENT | { a }: a",
                "1 + { } | EVAL | { }",
                "1 + (2 * x: x) | PARSE | :",
                "1 + 9223372036854775807 | ARITHMETIC | 9223372036854775807",
                "assert 1 == 2; 3 | ASSERTION | assert 1 == 2; 3",
                "if 1 then 2 else 3 | TYPE | if 1 then 2 else 3",
                "\"a${1}b\" | TYPE | ${1}",
                "\"${{ }}\" | TYPE | ${{ }}",
                "''x ${''}''}${[ ]}'' | TYPE | ${[ ]}",
                "let x = x; in x | INFINITE_RECURSION | x",
                "{ a = 1; a = 2; } | PARSE | a",
                "[ 1 2 | PARSE | ``",
                "(1 2) | TYPE | 1",
                "{ ${null + 1} = 2; }.a | TYPE | null",
            })
    void errorsUnderlineWhatTheyAreAbout(String program, ErrorKind kind, String underlined) {
        NixException error = failure(program);
        assertThat(error.kind() + " " + innermost(error).text()).isEqualTo(kind + " " + underlined);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "builtins.elemAt [ 1 ] 1 | INDEX_OUT_OF_RANGE",
                "builtins.elemAt [ 1 ] (-1) | INDEX_OUT_OF_RANGE",
                "builtins.head [ ] | INDEX_OUT_OF_RANGE",
                "builtins.tail [ ] | INDEX_OUT_OF_RANGE",
                "1 / 0 | ARITHMETIC",
                "1.0 / 0 | ARITHMETIC",
                "9223372036854775807 - (-1) | ARITHMETIC",
                "9223372036854775807 * 2 | ARITHMETIC",
                "builtins.floor 1.0e300 | ARITHMETIC",
                "builtins.getAttr \"a\" { } | MISSING_ATTRIBUTE",
                "builtins.path { } | MISSING_ARGUMENT",
                "builtins.path { path = /x; other = 1; } | UNEXPECTED_ARGUMENT",
                "builtins.derivationStrict { name = \"n\"; } | MISSING_ARGUMENT",
                "let f = x: f (x + 1) + 1; in f 1 | STACK_OVERFLOW",
                "throw 1 | TYPE",
                "throw \"a\" | THROWN",
                "abort \"a\" | ABORT",
                "builtins.fromJSON \"[\" | EVAL",
            })
    void failuresHaveKinds(String program, ErrorKind kind) {
        assertThat(failure(program).kind()).isEqualTo(kind);
    }

    @Test
    void framesUnderlineTheirSource() {
        List<String> frames = failure(
                        EvalSettings.DEFAULTS.withShowTrace(true),
                        "let\n  f = x: x.a;\n  g = \"${f { }}\";\nin { y = g; }.y")
                .frames()
                .stream()
                .filter(frame -> frame.position() != null)
                .map(frame -> frame.message() + ": "
                        + Objects.requireNonNull(frame.position()).range().text())
                .toList();
        assertThat(frames)
                .containsExactly(
                        "while evaluating the attribute 'y': y", "from call site: f", "while calling 'f': x: x.a");
    }

    @Test
    void framesOfCallsUnderlineTheWholeNameOfTheFunction() {
        List<TraceFrame> frames = failure(EvalSettings.DEFAULTS.withShowTrace(true), "1 + builtins.throw \"x\"")
                .frames();
        TraceFrame last = frames.get(frames.size() - 1);
        assertThat(last.message()).hasToString("while calling the 'throw' builtin");
        assertThat(Objects.requireNonNull(last.range()).text()).isEqualTo("builtins.throw");
    }

    @Test
    void linesAndColumnsCountFromOne() {
        SourceRange range = innermost(failure("let\n  a = { };\nin assert\n  a ==\n 1; 2"));
        assertThat(range.startLine() + ":" + range.startColumn()).isEqualTo("3:4");
        assertThat(range.endLine() + ":" + range.endColumn()).isEqualTo("5:6");
        assertThat(range).hasToString("«string»:3:4-5:6");
    }

    @Test
    void textsWithErrorsHaveRangesToo() {
        SourceFile file = SourceFile.ofString("{ a = f x.y; b = ; # c\n d = \"e${g}\"; }");
        SourceRanges ranges = SourceRanges.of(file);
        assertThat(ranges.expressions(6)).extracting(SourceRange::text).containsExactly("f", "f x.y");
        assertThat(ranges.selection(8).text()).isEqualTo("x.y");
        assertThat(ranges.at(8).text()).isEqualTo("x");
        assertThat(ranges.at(13).text()).isEqualTo("b");
        assertThat(ranges.at(19).text()).as("comment").isEmpty();
        assertThat(ranges.at(29).text()).isEqualTo("e");
        assertThat(ranges.at(30).text()).isEqualTo("${g}");
        assertThat(ranges.at(file.text().length()).text()).isEmpty();
        assertThatThrownBy(() -> ranges.at(file.text().length() + 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void framesHaveTheRangesOfWhatTheyAreAbout() {
        String program = "let f = x: throw \"no\"; in [ (f 1) ]";
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            NixValue list = evaluator.evaluate(program);
            NixException failure =
                    catchThrowableOfType(NixException.class, () -> list.asList().get(0));
            assertThat(failure.frames())
                    .filteredOn(frame -> frame.range() != null)
                    .extracting(TraceFrame::range)
                    .extracting(range -> program.substring(range.start(), range.end()))
                    .containsExactly("throw");
        }
    }
}
