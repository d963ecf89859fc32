package io.github.nix4j.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the suite's script checks besides its cases: where traces, warnings and contexts of errors go. */
class MessagesTest {
    private static final String QUOTE_LEFT = ByteText.fromUnicode("«");
    private static final String QUOTE_RIGHT = ByteText.fromUnicode("»");

    private static SuiteCase.Outcome eval(String... arguments) throws IOException {
        return eval(Map.of(), arguments);
    }

    private static SuiteCase.Outcome eval(Map<String, String> variables, String... arguments) throws IOException {
        return new SuiteCase(Path.of("").toAbsolutePath(), "-").run(variables, new byte[0], arguments);
    }

    @Test
    void tracesGoToStandardError() throws IOException {
        SuiteCase.Outcome outcome = eval("--eval", "-E", "builtins.trace \"Hello\" 123");
        assertThat(outcome.err()).isEqualTo("trace: Hello\n");
        assertThat(outcome.out()).isEqualTo("123\n");
    }

    @Test
    void verboseTracesAreShownOnDemand() throws IOException {
        String expression = "builtins.traceVerbose \"Hello\" 123";
        assertThat(eval("--trace-verbose", "--eval", "-E", expression).err()).contains("Hello");
        assertThat(eval("--eval", "-E", expression).err()).isEmpty();
    }

    @Test
    void contextOfErrorsIsShownWithThem() throws IOException {
        assertThat(eval("--eval", "-E", "builtins.addErrorContext \"Hello\" 123")
                        .err())
                .isEmpty();
        SuiteCase.Outcome outcome = eval("--eval", "-E", "builtins.addErrorContext \"Hello %\" (throw \"Foo\")");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("Hello %");
    }

    @Test
    void whatIsBeingEvaluatedIsMarked() throws IOException {
        assertThat(eval("--eval", "-E", "let x = builtins.trace { x = x; } true; in x")
                        .err())
                .isEqualTo("trace: { x = " + QUOTE_LEFT + "potential infinite recursion" + QUOTE_RIGHT + "; }\n");
        assertThat(eval("--eval", "-E", "let x = { repeating = x; tracing = builtins.trace x true; }; in x.tracing")
                        .err())
                .isEqualTo("trace: { repeating = " + QUOTE_LEFT + "repeated" + QUOTE_RIGHT + "; tracing = " + QUOTE_LEFT
                        + "potential infinite recursion" + QUOTE_RIGHT + "; }\n");
    }

    @Test
    void warningsCanStopTheEvaluation() throws IOException {
        String expression =
                "builtins.addErrorContext \"while doing ${\"something\"} interesting\" (builtins.warn \"Hello\" 123)";
        assertThat(eval("--eval", "-E", expression).err()).isEqualTo("evaluation warning: Hello\n");
        SuiteCase.Outcome flag = eval("--eval", "--abort-on-warn", "-E", "builtins.warn \"Hello\" 123");
        assertThat(flag.status()).isEqualTo(1);
        assertThat(flag.err()).contains("Hello");
        SuiteCase.Outcome variable = eval(Map.of("NIX_ABORT_ON_WARN", "1"), "--eval", "-E", expression);
        assertThat(variable.status()).isEqualTo(1);
        assertThat(variable.err()).contains("while doing something interesting");
        assertThat(eval("--eval", "-E", "let x = builtins.warn { x = x; } true; in x")
                        .err())
                .contains("expected a string but found a set");
    }
}
