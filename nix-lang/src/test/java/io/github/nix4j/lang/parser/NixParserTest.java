package io.github.nix4j.lang.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.DocComment;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Lambda;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.StringLit;
import io.github.nix4j.store.ByteText;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NixParserTest {
    private static ParseResult parse(String text) {
        return NixParser.parse(SourceFile.ofString(text));
    }

    private static Expr expr(String text) {
        ParseResult result = parse(text);
        assertThat(result.diagnostics()).as(text).isEmpty();
        assertThat(result.root()).isNotNull();
        return result.root();
    }

    @Property(tries = 2000)
    void neverThrows(@ForAll @CharRange(to = 255) @StringLength(max = 40) String text) {
        ParseResult result = parse(text);
        assertThat(result.root() == null).isEqualTo(result.error().isPresent());
    }

    @Property(tries = 1000)
    void stringLiteralsStandForTheirBytes(@ForAll @CharRange(from = 1, to = 255) @StringLength(max = 30) String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("${", "\\${")
                .replace("\r", "\\r");
        assertThat(((StringLit) expr('"' + escaped + '"')).value()).isEqualTo(value);
    }

    @Test
    void namesComeInTheOrderInWhichNixMeetsThem() {
        // A function's parameter is entered behind its body, an attribute's name before its value.
        assertThat(parse("p: { b = x: y; a = c.d or e; } ? f").names())
                .containsExactly("b", "y", "x", "a", "c", "d", "e", "f", "p");
        assertThat(parse("z@{ q ? r, s }: let inherit (t) u; inherit v; in w").names())
                .containsExactly("r", "q", "s", "t", "u", "v", "w", "z");
        assertThat(parse("{ m }@n: [ __curPos.file (l or) ] - <k>").names()).containsExactly("m", "file", "l", "n");
        assertThat(parse("{ ${\"b\"} = 1; \"a\" = 2; ${c + \"\"} = 3; \"d${e}\" = 4; }")
                        .names())
                .containsExactly("b", "a", "c", "e");
    }

    @Test
    void functionsHaveTheNameOfTheirBinding() {
        AttrSet set = (AttrSet) expr("{ a.f = x: ({ y }: y); g = (z: z) 1; }");
        AttrSet inner = (AttrSet) set.bindings().get(0).value();
        Lambda f = (Lambda) inner.bindings().get(0).value();
        assertThat(f.name()).isEqualTo("f");
        assertThat(((Lambda) f.body()).name()).isEqualTo("f");
        assertThat(((Lambda) expr("x: x")).name()).isNull();
    }

    @Test
    void theInnermostDocumentationWins() {
        String text = "{ /** outer */ f = x: /** inner */ y: z: 1; /* none */ g = x: 1; }";
        AttrSet set = (AttrSet) expr(text);
        Lambda f = (Lambda) set.bindings().get(0).value();
        Lambda y = (Lambda) f.body();
        assertThat(text(text, f.doc())).isEqualTo("/** outer */");
        assertThat(text(text, y.doc())).isEqualTo("/** inner */");
        assertThat(text(text, ((Lambda) y.body()).doc())).isEqualTo("/** inner */");
        assertThat(((Lambda) set.bindings().get(1).value()).doc()).isNull();
        assertThat(parse("/**/ x: 1").docComments()).isEmpty();
        assertThat(parse("/*** no */ x: 1").docComments()).isEmpty();
    }

    private static String text(String source, DocComment doc) {
        return source.substring(doc.start(), doc.end());
    }

    @Test
    void positionsAreThoseThatNixReports() {
        BinaryOp sum = (BinaryOp) expr("(a) + (b c)");
        assertThat(List.of(sum.pos(), sum.start(), sum.rightPos(), sum.end())).containsExactly(4, 0, 6, 11);
        assertThat(sum.right().pos()).isEqualTo(7);
        assertThat(expr("a == b").pos()).isEqualTo(Expr.NO_POS);
        assertThat(expr("!a.b").pos()).isEqualTo(1);
        assertThat(expr("[ 1 a ]").pos()).isEqualTo(Expr.NO_POS);
        assertThat(expr("(f a).b c").pos()).isZero();
    }

    @Test
    void pipesNeedTheirFeature() {
        ParseResult refused = parse("1 |> f");
        assertThat(refused.error().orElseThrow())
                .isEqualTo(new Diagnostic(
                        Diagnostic.Severity.ERROR,
                        ErrorKind.DISABLED_FEATURE,
                        Message.of(
                                "experimental Nix feature '%s' is disabled; add '--extra-experimental-features %s' to enable it",
                                "pipe-operators", "pipe-operators"),
                        2,
                        true));
        assertThat(piped("a |> b |> c d")).isEqualTo("(c d (b a))");
        assertThat(piped("a <| b <| c")).isEqualTo("(a (b c))");
        assertThat(piped("a -> b |> c")).isEqualTo("(c (a -> b))");
        assertThat(piped("a |> b <| c")).isEqualTo("error: syntax error, unexpected '<|', expecting end of file @ 1:8");
        assertThat(piped("a <| b |> c")).isEqualTo("error: syntax error, unexpected '|>', expecting end of file @ 1:8");
        assertThat(piped("a |> x: x")).isEqualTo("error: syntax error, unexpected ':', expecting end of file @ 1:7");
    }

    private static String piped(String text) {
        ParseOptions options = ParseOptions.DEFAULT.withPipeOperators(true);
        return Rendering.of(NixParser.parse(SourceFile.ofString(text), options), "/", java.nio.file.Path.of("/"));
    }

    @Test
    void lintsWarnOrRefuse() {
        ParseOptions warn = ParseOptions.DEFAULT.withLints(Lint.WARN, Lint.WARN, Lint.WARN);
        ParseResult result = NixParser.parse(SourceFile.ofString("[ a:b c/d ./e /f ~/g ]"), warn);
        assertThat(result.root()).isNotNull();
        assertThat(result.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "URL literals are discouraged. Consider using a string literal \"a:b\" instead (lint-url-literals)",
                        "relative path literal 'c/d' should be prefixed with '.' for clarity: './c/d' (lint-short-path-literals)",
                        "absolute path literals are not portable. Consider replacing path literal '/f' by a string, relative"
                                + " path, or parameter (lint-absolute-path-literals)",
                        "home path literals are not portable. Consider replacing path literal '~/g' by a string, relative"
                                + " path, or parameter (lint-absolute-path-literals)");
        ParseOptions fatal = ParseOptions.DEFAULT.withLints(Lint.FATAL, Lint.IGNORE, Lint.IGNORE);
        assertThat(NixParser.parse(SourceFile.ofString("a:b"), fatal)
                        .error()
                        .orElseThrow()
                        .message())
                .isEqualTo(
                        "URL literals are disallowed. Consider using a string literal \"a:b\" instead (lint-url-literals)");
    }

    @Test
    void pureModeRefusesHomePaths() {
        ParseResult result = NixParser.parse(SourceFile.ofString("~/a"), ParseOptions.DEFAULT.withPure(true));
        assertThat(result.error().orElseThrow())
                .isEqualTo(new Diagnostic(
                        Diagnostic.Severity.ERROR,
                        ErrorKind.PARSE,
                        Message.of("the path '%s' can not be resolved in pure mode", "~/a"),
                        0,
                        false));
    }

    @Test
    void theOldFormOfOrIsWarnedOf() {
        Diagnostic warning = parse("[ a\n  (x: x) or ]").diagnostics().get(0);
        assertThat(warning.severity()).isEqualTo(Diagnostic.Severity.WARNING);
        assertThat(ByteText.toUnicode(warning.message())).isEqualTo("""
                        at «string»:2:3: This expression uses `or` as an identifier in a way that will change in a future Nix release.
                        Wrap this entire expression in parentheses to preserve its current meaning:
                            ((x: x) or)
                        Give feedback at https://github.com/NixOS/nix/pull/11121""");
        assertThat(parse("[ (a or) ]").diagnostics()).isEmpty();
        assertThat(parse("a or b").diagnostics()).isEmpty();
    }

    @Test
    void lineEndsInStrings() {
        assertThat(((StringLit) expr("\"a\r\nb\rc\\\r\nd\"")).value()).isEqualTo("a\nb\nc\r\nd");
        assertThat(((StringLit) expr("''\r\n  a\r\n''")).value()).isEqualTo("\r\n  a\r\n");
        assertThat(((StringLit) expr("''\n  a\n  b''")).value()).isEqualTo("a\nb");
    }

    @Test
    void nulBytes() {
        assertThat(expr("1\u0000 garbage ]").end()).isEqualTo(1);
        assertThat(parse("\"a\u0000\"").error().orElseThrow().message())
                .isEqualTo(ByteText.fromUnicode(
                        "input string 'a␀' cannot be represented as Nix string because it contains null bytes"));
    }

    @Test
    void definitionsForARepl() {
        SourceFile source = SourceFile.ofString("a = 1; inherit (b) c;");
        AttrSet set = (AttrSet)
                NixParser.parseDefinitions(source, ParseOptions.DEFAULT).root();
        assertThat(set.bindings()).extracting("name").containsExactly("a", "c");
        assertThat(NixParser.parseDefinitions(SourceFile.ofString("a = 1"), ParseOptions.DEFAULT)
                        .error()
                        .orElseThrow()
                        .message())
                .isEqualTo("syntax error, unexpected end of file, expecting ';'");
    }
}
