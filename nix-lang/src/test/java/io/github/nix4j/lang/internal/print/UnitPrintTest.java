package io.github.nix4j.lang.internal.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.builtins.ReferenceTable;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.JavaNode;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The value printer under every option, as Nix's own unit tests of it ask for. No program of the reference lets these options be
 * chosen, so the table cannot be recorded; {@code \e} in it is the escape character.
 */
class UnitPrintTest {
    @TestFactory
    Stream<DynamicTest> printsAsTheTableSays() {
        return ReferenceTable.read(UnitPrintTest.class, "unit-print.table").stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.topic() + ": " + row.expression() + " " + row.settings(),
                        () -> assertThat(print(row.expression(), options(row.settings())))
                                .isEqualTo(row.output().replace("\\e", "\u001b"))));
    }

    private static String print(String expression, PrintOptions options) {
        StringBuilder said = new StringBuilder();
        EvalListener listener = new EvalListener() {
            @Override
            public void trace(String text) {
                said.append("trace: ").append(text).append('\n');
            }
        };
        try (NixEvaluator nix = NixEvaluator.builder().listener(listener).build()) {
            said.append(EvaluatorInternals.of(nix).<String>run(EvalOptions.UNLIMITED, ev -> {
                SourcePath base =
                        new SourcePath(EvaluatorInternals.of(nix).engine().io().root(), TreePath.of("/"));
                SourceFile source = SourceFile.ofString(ByteText.fromUnicode(expression));
                // What is printed first is not evaluated here: under some options its errors are printed.
                Value value = options.force()
                        ? JavaNode.delay(
                                inner -> EvaluatorInternals.of(nix).engine().evaluate(inner, source, base))
                        : EvaluatorInternals.of(nix).engine().evaluate(ev, source, base);
                return ValuePrinter.print(ev, value, options);
            }));
        }
        return ByteText.toUnicode(said.toString());
    }

    private static PrintOptions options(Map<String, String> named) {
        PrintOptions all = PrintOptions.PLAIN;
        return new PrintOptions(
                Boolean.parseBoolean(named.getOrDefault("colours", "false")),
                Boolean.parseBoolean(named.getOrDefault("force", "false")),
                Boolean.parseBoolean(named.getOrDefault("derivation-paths", "false")),
                Boolean.parseBoolean(named.getOrDefault("track-repeated", "true")),
                number(named, "max-depth", all.maxDepth()),
                number(named, "max-attrs", all.maxAttrs()),
                number(named, "max-items", all.maxItems()),
                number(named, "max-string-length", all.maxStringLength()),
                all.indent(),
                all.onError());
    }

    private static int number(Map<String, String> named, String name, int otherwise) {
        String text = named.get(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    /** {@code ansiColorsBlackhole}: only from inside of an evaluation can its own cell be printed. */
    @Test
    void aCellUnderEvaluationIsRed() {
        try (NixEvaluator nix = NixEvaluator.builder().build()) {
            String text = EvaluatorInternals.of(nix).run(EvalOptions.UNLIMITED, ev -> {
                Value[] cells = new Value[1];
                StringBuilder printed = new StringBuilder();
                cells[0] = JavaNode.delay(inner -> {
                    printed.append(
                            ValuePrinter.print(inner, new ListValue(cells), PrintOptions.PLAIN.withColours(true)));
                    return NullValue.NULL;
                });
                cells[0].force(ev, 0);
                return printed.toString();
            });
            assertThat(ByteText.toUnicode(text)).isEqualTo("[ \u001b[31;1m«potential infinite recursion»\u001b[0m ]");
        }
    }
}
