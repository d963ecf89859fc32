package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.TerminalText;
import io.github.nix4j.lang.TestData;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.print.AmbiguousPrinter;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Builtins, errors and printing against recorded outputs of the reference; and the records against the reference. */
class ReferenceTablesTest {
    private static final List<String> TABLES = List.of(
            "strings.table",
            "json.table",
            "xml.table",
            "regex.table",
            "toml.table",
            "core.table",
            "positions.table",
            "language.table",
            "identity.table",
            "order.table",
            "messages.table");

    /** What the reference would write to standard error. */
    private record Said(StringBuilder lines) implements EvalListener {
        @Override
        public void trace(String text) {
            lines.append(TerminalText.of("trace: " + text, false)).append('\n');
        }

        @Override
        public void warning(NixException warning, boolean fromExpression) {
            lines.append(ErrorRenderer.plain().renderWarning(warning, fromExpression))
                    .append('\n');
        }
    }

    @TestFactory
    Stream<DynamicTest> givesWhatTheReferenceGives() {
        return TABLES.stream()
                .flatMap(table -> ReferenceTable.read(table).stream()
                        .map(row -> DynamicTest.dynamicTest(
                                table + ": " + row.expression(),
                                () -> assertThat(evaluate(row.expression())).isEqualTo(row.output()))));
    }

    /** In a fresh evaluator: which of several failures is met first depends on the names that are known. */
    private static String evaluate(String expression) {
        Said said = new Said(new StringBuilder());
        try (NixEvaluator nix = NixEvaluator.builder()
                .settings(EvalSettings.DEFAULTS.withShowTrace(true))
                .listener(said)
                .build()) {
            String value = nix.internals().run(EvalOptions.UNLIMITED, ev -> {
                SourceFile source = SourceFile.ofString(ByteText.fromUnicode(expression));
                SourcePath base = new SourcePath(nix.internals().engine().io().root(), TreePath.of("/"));
                Value result = DeepForce.force(ev, nix.internals().engine().evaluate(ev, source, base));
                return AmbiguousPrinter.print(ev, result);
            });
            said.lines.append(value);
        } catch (NixException e) {
            said.lines.append(ErrorRenderer.plain().withFullTrace(true).render(e));
        }
        return ByteText.toUnicode(said.lines.toString().strip());
    }

    @Test
    void theTablesSayWhatTheReferenceSays() throws Exception {
        String bin = System.getenv("NIX_REFERENCE");
        TestData.need(bin != null, "NIX_REFERENCE (the reference's bin directory) is not set");
        Path home = Files.createTempDirectory("nix4j-home");
        for (String table : TABLES) {
            for (ReferenceTable.Row row : ReferenceTable.read(table)) {
                assertThat(reference(bin, home, row.expression()))
                        .as(row.expression())
                        .isEqualTo(row.output());
            }
        }
    }

    private static String reference(String bin, Path home, String expression) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(bin + "/nix-instantiate", "--eval", "--strict", "--show-trace", "-E", expression);
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "NIX_REMOTE", "dummy://",
                        "LC_ALL", "C.UTF-8",
                        "NIX_CONFIG", "experimental-features = nix-command flakes"));
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        try {
            Process process = builder.directory(Path.of("/").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail("the reference does not end: " + expression);
            }
            String text = Files.readString(err, StandardCharsets.UTF_8) + Files.readString(out, StandardCharsets.UTF_8);
            // The program's own advice after an error of use is not part of the error.
            return text.replaceAll("\nTry '[^\n]*", "").strip();
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
