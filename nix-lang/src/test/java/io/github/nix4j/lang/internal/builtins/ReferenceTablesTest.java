package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.print.AmbiguousPrinter;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Builtins, errors and printing against recorded outputs of the reference; and the records against the reference. */
class ReferenceTablesTest {
    private static final List<String> TABLES = List.of("strings.table", "json.table", "xml.table");

    private static final NixEvaluator NIX = NixEvaluator.builder()
            .settings(EvalSettings.DEFAULTS.withShowTrace(true))
            .build();

    @AfterAll
    static void close() {
        NIX.close();
    }

    @TestFactory
    Stream<DynamicTest> givesWhatTheReferenceGives() {
        return TABLES.stream().flatMap(table -> ReferenceTable.read(table).stream()
                .map(row -> DynamicTest.dynamicTest(
                        table + ": " + row.expression(),
                        () -> assertThat(evaluate(row.expression())).isEqualTo(row.output()))));
    }

    private static String evaluate(String expression) {
        try {
            return ByteText.toUnicode(NIX.run(EvalOptions.UNLIMITED, ev -> {
                SourceFile source = SourceFile.ofString(ByteText.fromUnicode(expression));
                SourcePath base = new SourcePath(NIX.engine().io().root(), TreePath.of("/"));
                Value value = DeepForce.force(ev, NIX.engine().evaluate(ev, source, base));
                return AmbiguousPrinter.print(ev, value);
            }));
        } catch (NixException e) {
            return ByteText.toUnicode(
                    ErrorRenderer.plain().withFullTrace(true).render(e).strip());
        }
    }

    @Test
    void theTablesSayWhatTheReferenceSays() throws Exception {
        String bin = System.getenv("NIX_REFERENCE");
        assumeTrue(bin != null, "skipped: NIX_REFERENCE (the reference's bin directory) is not set");
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
        ProcessBuilder builder = new ProcessBuilder(
                bin + "/nix-instantiate", "--eval", "--strict", "--show-trace", "-E", expression);
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
            String text = Files.readString(process.exitValue() == 0 ? out : err, StandardCharsets.UTF_8);
            // The program's own advice after an error of use is not part of the error.
            return text.replaceAll("\nTry '[^\n]*", "").strip();
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
