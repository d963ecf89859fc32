package io.github.nix4j.lang.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.store.ByteText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsing for tools: whatever the text, there is a tree, and no byte is lost. */
class TolerantParserTest {
    private static ParseResult parse(String text) {
        return NixParser.parseTolerantly(SourceFile.ofString(text), ParseOptions.DEFAULT);
    }

    private static String printed(ParseResult result) {
        return Rendering.of(result, "/d", Path.of("/h"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ a = 1; b = ; c = 2; }       | { a = 1; b = \"\"; c = 2; }        | 13",
                "{ a = 1 b = 2; }              | { a = 1; b = 2; }                  | 10",
                "{ a = f x b.c.d = 2; e = 1; } | { a = (f x); b = { c = { d = 2; }; }; e = 1; } | 16",
                "{ a = f x                     | { a = (f x); }                     | 9",
                "{ a. = 1; b = 2; }            | { a = { \"\" = 1; }; b = 2; }      | 5",
                "let a = 1; b in a             | (let a = 1; b = \"\"; in a)        | 13",
                "[ 1 2 } ]                     | [ (1) (2) ]                        | 6",
                "f (g x                        | (f (g x))                          | 6",
                "if a then b                   | (if a then b else \"\")            | 11",
                "{ a = \"x${y                  | { a = (\"x\" + y); }               | 11",
                "{ pkgs, lib }                 | ({ lib, pkgs }: \"\")             | 13",
                "a ) b                         | (a b)                              | 2",
                "{ a = 1; a = 2; b = 3; }      | { a = 1; b = 3; }                  | 9",
                "[ ./a/ 99999999999999999999 ] | [ (/d/a/) (9223372036854775807) ]  | 6"
            })
    void mends(String text, String expected, int firstError) {
        ParseResult result = parse(text);
        assertThat(printed(result)).isEqualTo(expected);
        assertThat(result.error().orElseThrow().offset()).isEqualTo(firstError);
    }

    @Test
    void reportsEveryError() {
        ParseResult result = parse("{\n  a = 1\n  b = [ 2 ;\n  c = ./x/;\n  c = 3;\n}\n");
        assertThat(result.diagnostics())
                .extracting(d -> result.source().line(d.offset()) + ": " + d.message())
                .containsExactly(
                        "3: syntax error, unexpected '=', expecting ';'",
                        "3: syntax error, unexpected ';'",
                        "4: path has a trailing slash",
                        "5: attribute 'c' already defined at " + ByteText.fromUnicode("«string»") + ":4:3");
        assertThat(printed(result)).isEqualTo("{ a = 1; b = [ (2) ]; c = /d/x/; }");
    }

    @Property(tries = 1500)
    void thereIsAlwaysATree(@ForAll("texts") String text) {
        ParseResult result = parse(text);
        assertThat(result.root()).isNotNull();
        ParseResult strict = NixParser.parse(SourceFile.ofString(text));
        assertThat(result.error().isPresent()).isEqualTo(strict.root() == null);
        if (strict.root() != null) {
            assertThat(result.root()).isEqualTo(strict.root());
        }
    }

    @Property(tries = 1500)
    void noByteIsLost(@ForAll("texts") String text) {
        int end = 0;
        for (SyntaxToken token : NixParser.tokens(SourceFile.ofString(text))) {
            assertThat(token.start()).isEqualTo(end);
            assertThat(token.end()).isGreaterThan(end);
            end = token.end();
        }
        assertThat(end).isEqualTo(text.length());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "if ",
                "then ",
                "else ",
                "or ",
                "let ",
                "in ",
                "rec ",
                "inherit ",
                "with ",
                "assert ",
                "a",
                "b ",
                "x: ",
                "1 ",
                "1.5",
                "./a",
                "a/",
                "//",
                "~/a",
                "<a>",
                "${",
                "}",
                "{ ",
                "\"",
                "''",
                "$",
                "\\",
                "\n",
                "#c\n",
                "/*",
                "*/",
                "/** d */",
                "...",
                ".",
                "+",
                "-",
                "->",
                "=",
                "==",
                "<",
                "|>",
                "@",
                ":",
                ";",
                ",",
                "?",
                "(",
                ")",
                "[",
                "]",
                "!",
                "\u0000",
                "\u00e9",
                "a = 1;",
                "a.b",
                "{ }",
                "99999999999999999999 ");
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    /** Each token was compared with all before it: such a list took minutes. */
    @Test
    @Timeout(60)
    void longChainsAreNoLongerThanTheirText() throws Exception {
        String chain = "[ ]" + " ++ [ ./a/${b}/c ]".repeat(100_000);
        Thread deep = new Thread(
                null,
                () -> {
                    assertThat(parse(chain).diagnostics()).isEmpty();
                    assertThat(parse(chain + " ++").diagnostics()).hasSize(1);
                },
                "deep",
                1L << 30);
        List<Throwable> failures = new ArrayList<>();
        deep.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        deep.start();
        deep.join();
        assertThat(failures).isEmpty();
    }

    @Test
    void faultyRealFilesKeepMostOfTheirTree() throws Exception {
        Random random = new Random(7);
        List<Path> files = new ArrayList<>(Corpus.everyNth(97));
        for (Path file : files) {
            String text = ByteText.of(Files.readAllBytes(file));
            if (!text.isEmpty()) {
                int at = random.nextInt(text.length());
                String cut = text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
                assertThat(parse(cut).root()).as(file + " without byte " + at).isNotNull();
            }
        }
    }
}
