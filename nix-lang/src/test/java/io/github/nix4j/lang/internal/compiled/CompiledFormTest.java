package io.github.nix4j.lang.internal.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.parser.Corpus;
import io.github.nix4j.lang.parser.Lint;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** What is read from the compiled form is what was parsed. */
class CompiledFormTest {
    private static final ParseOptions OPTIONS = ParseOptions.DEFAULT.withPipeOperators(true);
    private static final ParseOptions WARNING = OPTIONS.withLints(Lint.WARN, Lint.WARN, Lint.WARN);

    private static ParseResult parse(String byteText) {
        return NixParser.parse(SourceFile.ofString(byteText), OPTIONS);
    }

    private static void check(ParseResult parsed) {
        byte[] form = FormWriter.write(parsed);
        assertThat(form).isNotNull();
        String source = parsed.source().text();
        CompiledForm whole = CompiledForm.read(form, source, true);
        assertThat(whole.root()).isEqualTo(parsed.root());
        assertThat(whole.names()).isEqualTo(parsed.names());
        assertThat(FormWriter.write(
                        read(parsed, CompiledForm.read(form, source, false).root())))
                .isEqualTo(form);
    }

    private static ParseResult read(ParseResult parsed, Expr root) {
        return new ParseResult(parsed.source(), root, parsed.diagnostics(), parsed.names(), Map.of());
    }

    @Property(tries = 1500)
    void programsAreWhatTheyWere(@ForAll("programs") String text) {
        ParseResult parsed = parse(ByteText.fromUnicode(text));
        boolean silent = parsed.diagnostics().isEmpty();
        Statistics.label("parses silently")
                .collect(silent)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 25));
        if (!silent) {
            assertThat(FormWriter.write(parsed)).isNull();
        } else {
            check(parsed);
        }
    }

    @Provide
    Arbitrary<String> programs() {
        return Programs.any();
    }

    @Test
    void realFilesAreWhatTheyWere() throws Exception {
        List<Path> files = Corpus.everyNth(1);
        int seen = 0;
        for (Path file : files) {
            ParseResult parsed = parse(ByteText.of(Files.readAllBytes(file)));
            if (parsed.root() != null) {
                check(parsed);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(files.size() - 10);
    }

    @Test
    void whatWarnsIsParsedEachTime() {
        assertThat(FormWriter.write(NixParser.parse(SourceFile.ofString("a/b"), OPTIONS)))
                .isNotNull();
        assertThat(FormWriter.write(NixParser.parse(SourceFile.ofString("a/b"), WARNING)))
                .isNull();
    }

    @Test
    void veryDeepNestingIsParsedEachTime() {
        assertThat(FormWriter.write(parse("x: ".repeat(900) + "x"))).isNotNull();
        assertThat(FormWriter.write(parse("x: ".repeat(2000) + "x"))).isNull();
    }

    @Test
    void namesThatHaveToBeGlobalAreKnown() {
        assertThat(free("a: { b, c ? d }: a + b + c + e - f")).containsExactlyInAnyOrder("d", "e", "f", "__sub");
        assertThat(free("with x; a.${b} ? ${c}")).containsExactly("x");
        assertThat(free("rec { inherit a; b = c; c = b; }")).containsExactly("a");
        assertThat(free("{ inherit (a) b; d = b; }")).containsExactlyInAnyOrder("a", "b");
        assertThat(free("let a = b; inherit (a) c; in d: -c")).containsExactlyInAnyOrder("b", "__sub");
        assertThat(free("let { body = a; a = <x>; }")).containsExactlyInAnyOrder("__findFile", "__nixPath");
        assertThat(free("\"${a}\" + ./b/${c}")).containsExactlyInAnyOrder("a", "c");
        assertThat(free("(a: a) a")).containsExactly("a");
        assertThat(free("{ ${a} = b; }")).containsExactlyInAnyOrder("a", "b");
        assertThat(free("if a then assert b; c else !d || [ e ] < f"))
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "__lessThan");
    }

    private static List<String> free(String text) {
        ParseResult parsed = parse(text);
        byte[] form = FormWriter.write(parsed);
        assertThat(form).isNotNull();
        return CompiledForm.read(form, text, false).free();
    }
}
