package io.github.nix4j.flake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ParsedTextsTest {
    private final ParsedTexts parsed = new ParsedTexts();

    @Test
    void equalTextsAreParsedOnceWhateverTheirNames() {
        ParseResult first = parse("/a/flake.nix", "{ outputs = x: x; }");
        assertThat(parse("/b/flake.nix", "{ outputs = x: x; }")).isSameAs(first);
        assertThat(parse("/a/flake.nix", "{ outputs = x: { }; }")).isNotSameAs(first);
    }

    @Test
    void errorsNameTheFileThatTheyAreIn() {
        String text = "{ a = 1; a = 2; }";
        assertThat(message("/a/flake.nix", text)).contains("/a/flake.nix");
        assertThat(message("/b/flake.nix", text)).contains("/b/flake.nix").doesNotContain("/a/");
    }

    @Test
    void theOldestGoFirst() {
        ParseResult first = parse("/flake.nix", "{ }");
        ParseResult second = parse("/flake.nix", large(0));
        parse("/flake.nix", "{ }");
        parse("/flake.nix", large(1));
        assertThat(parse("/flake.nix", large(0))).isNotSameAs(second);
        parse("/flake.nix", large(2));
        assertThat(parse("/flake.nix", "{ }")).isNotSameAs(first);
    }

    @Test
    void whatIsParsedAheadIsNotParsedAgain() throws InterruptedException {
        String text = "{ outputs = x: [ " + "(x.y or { a = 1; }) ".repeat(5_000) + "]; }";
        CountDownLatch begun = new CountDownLatch(1);
        Thread ahead = new Thread(() -> {
            begun.countDown();
            parsed.parseAhead(SourceFile.ofString(text));
        });
        ahead.start();
        begun.await();
        // Whether this comes before, while or after it is parsed there.
        assertThat(parse("/a/flake.nix", text).error()).isEmpty();
        ahead.join();
        assertThat(parse("/b/flake.nix", text)).isSameAs(parse("/a/flake.nix", text));
    }

    @Test
    void errorsOfWhatIsParsedAheadAreToldWhereItIsWanted() {
        String undefined = "{ a = b; }";
        assertThatThrownBy(() -> parsed.parseAhead(SourceFile.ofString(undefined)))
                .isInstanceOf(NixException.class);
        assertThatThrownBy(() -> parse("/a/flake.nix", undefined))
                .isInstanceOfSatisfying(
                        NixException.class,
                        e -> assertThat(Objects.requireNonNull(e.position())
                                        .file()
                                        .describe(0))
                                .contains("/a/flake.nix"));
        String wrong = "{ a = 1; a = 2; }";
        parsed.parseAhead(SourceFile.ofString(wrong));
        assertThat(message("/a/flake.nix", wrong)).contains("/a/flake.nix");
    }

    private static String large(int number) {
        return "{ a = \"" + number + "x".repeat(200_000) + "\"; }";
    }

    private String message(String name, String text) {
        return parse(name, text).error().orElseThrow().text().toString();
    }

    private ParseResult parse(String name, String text) {
        return parsed.parse(SourceFile.of(name, text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
