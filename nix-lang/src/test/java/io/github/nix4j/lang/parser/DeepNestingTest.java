package io.github.nix4j.lang.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.syntax.SourceFile;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every construct that can be nested, 100,000 deep: an expression on a large stack, a diagnostic at worst on a small one. */
class DeepNestingTest {
    private static final int DEPTH = 100_000;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "(,1,)",
                "[,1,]",
                "{a=,1,;}",
                "rec{a=,1,;}",
                "let{a=,1,;}",
                "x: ,1,",
                "{a?,1,}:1",
                "if a then b else ,1,",
                "assert a; ,1,",
                "with a; ,1,",
                "let a=1; in ,1,",
                "\"${,a,}\"",
                "''${,a,}''",
                "./${,a,}",
                "a.${,a,}",
                "!,a,",
                "-,a,",
                "1+,1,",
                "a++,a,",
                "1->,1,",
                "a//,a,",
                "a ,a,",
                "a.b or ,c,",
                "a.,a,"
            })
    void parses(String open, String core, String close) throws InterruptedException {
        String closing = close == null ? "" : close;
        String text = open.repeat(DEPTH) + core + closing.repeat(DEPTH);
        assertThat(parse(text, 1024).diagnostics()).isEmpty();
        ParseResult small = parse(text, 1);
        assertThat(small.root() != null || small.error().isPresent()).isTrue();
        // Tools underline the token that the parser came to.
        small.error().ifPresent(error -> assertThat(error.offset()).isBetween(1, text.length()));
    }

    private static ParseResult parse(String text, int stackMebibytes) throws InterruptedException {
        AtomicReference<ParseResult> result = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> result.set(NixParser.parse(SourceFile.ofString(text))),
                "deep",
                (long) stackMebibytes << 20);
        thread.start();
        thread.join();
        assertThat(result.get()).as("thrown on " + stackMebibytes + " MiB").isNotNull();
        return result.get();
    }
}
