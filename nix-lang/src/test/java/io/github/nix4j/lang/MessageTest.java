package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of messages. */
class MessageTest {
    private static NixException failure(String program) {
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            return Objects.requireNonNull(
                    catchThrowableOfType(NixException.class, () -> evaluator.evaluate(program)), program);
        }
    }

    /** Text as it is, values in brackets, printed values in braces. */
    private static String shape(Message message) {
        StringBuilder out = new StringBuilder();
        for (Message.Part part : message.parts()) {
            if (part instanceof Message.Text) {
                out.append(part.text());
            } else if (part instanceof Message.Value) {
                out.append('[').append(part.text()).append(']');
            } else {
                out.append('{').append(part.text()).append('}');
            }
        }
        return out.toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ }.a | attribute '[a]' missing",
                "1 + { } | cannot add [a set] to an integer",
                "builtins.length 1 | expected a list but found [an integer]: {1}",
                "builtins.length [ ] + builtins.length { a = \"b\"; } | expected a list but found [a set]: {{ a = \"b\"; }}",
                "throw \"it's 'so'\" | it's 'so'",
                "9223372036854775807 + 1 | integer overflow in adding [9223372036854775807] + [1]",
            })
    void errorsTellWhatWasPutIn(String program, String shape) {
        assertThat(shape(failure(program).nixMessage())).isEqualTo(shape);
    }

    @Test
    void sequencesOfTheProgramAreText() {
        NixException error = failure("throw (builtins.fromJSON ''\"a\\u001b[35;1mb\"'')");
        assertThat(error.nixMessage().parts()).containsExactly(new Message.Text("a\u001b[35;1mb"));
        assertThat(error.getMessage()).isEqualTo("ab");
    }

    @Test
    void quotedValuesAreValues() {
        assertThat(shape(Message.quoting("path 'a b' is not '', 'c ' 'd', expect 'e'")))
                .isEqualTo("path '[a b]' is not '[]', '[c ]' '[d]', expect 'e'");
    }

    @Test
    void messagesArePutIntoMessages() {
        Message inner = Message.of("a %s", 1);
        Message outer = Message.of("%s, %s.", inner, Message.plain("%s"));
        assertThat(shape(outer)).isEqualTo("a [1], %s.");
        assertThat(outer.coloured()).isEqualTo("a \u001b[35;1m1\u001b[0m, %s.");
        assertThat(outer)
                .isEqualTo(Message.printed(outer.coloured()))
                .hasSameHashCodeAs(Message.plain(outer.coloured()));
        assertThat(outer).isNotEqualTo(Message.plain(outer.text())).hasToString("a 1, %s.");
        assertThat(Message.plain("").parts()).isEqualTo(List.of());
        assertThatThrownBy(() -> Message.of("a", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
