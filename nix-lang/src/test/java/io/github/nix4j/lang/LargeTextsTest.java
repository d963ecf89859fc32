package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of many megabytes: limits hold while they are cut into tokens, parsed, explained and bound. */
@Timeout(120)
class LargeTextsTest {
    private static final int SIZE = 50 << 20;

    /** Many small elements, and at the end something that is found wrong only if all of the text is looked at. */
    private static String list(int size, String end) {
        String element = "a { b = 1; } \"c${d}\" ";
        return "[ " + element.repeat(size / element.length()) + end;
    }

    @Test
    void aDeadlineEndsTheReadingOfAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("large.nix"), list(SIZE, ") ]"));
        try (NixEvaluator nix = NixEvaluator.builder().io(EvalIo.local()).build()) {
            EvalOptions soon = EvalOptions.UNLIMITED.withTimeout(Duration.ofMillis(100));
            assertThatThrownBy(() -> nix.evaluate(NixSource.ofFile(file), soon))
                    .isInstanceOf(NixLimitException.class)
                    .hasMessageContaining("deadline");
            assertThat(nix.evaluate("1 + 1").asLong()).isEqualTo(2);
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Whatever part of the work the checkpoint is called in, what it throws comes out. */
    @ParameterizedTest
    @ValueSource(strings = {"]", ") ]"})
    void aCheckpointStopsEveryPass(String end) {
        SourceFile source = SourceFile.ofString(list(400_000, end));
        stopsEverywhere((options, checkpoint) -> NixParser.parse(source, options, checkpoint));
        stopsEverywhere((options, checkpoint) -> NixParser.parseTolerantly(source, options, checkpoint));
    }

    private static void stopsEverywhere(BiConsumer<ParseOptions, Runnable> parse) {
        int[] calls = {0};
        parse.accept(ParseOptions.DEFAULT, () -> calls[0]++);
        int all = calls[0];
        assertThat(all).isGreaterThan(20);
        for (int at = 1; at <= all; at += all / 5) {
            int last = at;
            calls[0] = 0;
            assertThatThrownBy(() -> parse.accept(ParseOptions.DEFAULT, () -> {
                        if (++calls[0] == last) {
                            throw new Stopped();
                        }
                    }))
                    .isInstanceOf(Stopped.class);
            assertThat(calls[0]).isEqualTo(last);
        }
    }
}
