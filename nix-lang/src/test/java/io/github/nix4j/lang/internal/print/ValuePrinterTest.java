package io.github.nix4j.lang.internal.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.JavaNode;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.PositionTable;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.SymbolTable;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.ByteText;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values in messages; the expectations are what the reference prints. */
class ValuePrinterTest {
    private final SymbolTable symbols = new SymbolTable();

    private String plain(Value value) {
        String text = ValuePrinter.inMessages(symbols, new PositionTable(), (depth, pos) -> {})
                .print(value);
        return ByteText.toUnicode(Message.plain(text).text());
    }

    private FlatAttrs attrs(Object... namesAndValues) {
        AttrsBuilder attrs = new AttrsBuilder(symbols, 4);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attrs.add(symbols.intern((String) namesAndValues[i]), (Value) namesAndValues[i + 1]);
        }
        return attrs.build();
    }

    @Test
    void namesAreQuotedWhereTheGrammarNeedsIt() {
        FlatAttrs set = attrs(
                "or", IntValue.of(2),
                "if", IntValue.of(1),
                "\n", IntValue.of(1),
                "a b", IntValue.of(3),
                "a'-1", NullValue.NULL);
        assertThat(plain(set)).isEqualTo("{ \"\\n\" = 1; \"a b\" = 3; a'-1 = null; \"if\" = 1; or = 2; }");
    }

    @Test
    void nothingIsForced() {
        Value thunk = JavaNode.delay(ev -> {
            throw new AssertionError("forced");
        });
        assertThat(plain(new ListValue(thunk))).isEqualTo("[ «thunk» ]");
    }

    @Test
    void longValuesAreCut() {
        Value[] items =
                IntStream.range(0, 13).mapToObj(i -> (Value) IntValue.of(i)).toArray(Value[]::new);
        assertThat(plain(new ListValue(items))).isEqualTo("[ 0 1 2 3 4 5 6 7 8 9 «3 items elided» ]");
        assertThat(plain(StringValue.of("x".repeat(1025)))).isEqualTo("\"" + "x".repeat(1024) + "\" «1 byte elided»");
    }

    @Test
    void repeatedSetsAndListsAreMarked() {
        FlatAttrs set = attrs("a", NullValue.NULL);
        ListValue list = new ListValue(NullValue.NULL);
        assertThat(plain(new ListValue(
                        set, set, list, list, FlatAttrs.EMPTY, FlatAttrs.EMPTY, ListValue.EMPTY, ListValue.EMPTY)))
                .isEqualTo("[ { a = null; } «repeated» [ null ] «repeated» { } «repeated» [ ] [ ] ]");
    }

    @Test
    void coloursAreThoseOfTheReference() {
        String text = ValuePrinter.inMessages(symbols, new PositionTable(), (depth, pos) -> {})
                .print(new ListValue(IntValue.of(1), StringValue.of("a${")));
        assertThat(text).isEqualTo("[ \u001b[36;1m1\u001b[0m \u001b[35;1m\"a\\${\"\u001b[0m ]");
    }
}
