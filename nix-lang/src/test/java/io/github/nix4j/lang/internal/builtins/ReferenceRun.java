package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.fail;

import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.TerminalText;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.print.AmbiguousPrinter;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.parser.Lint;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One row of a {@link ReferenceTable}, run here or by the reference. */
final class ReferenceRun {
    /** What came out: the text, and the failure if it is one. */
    record Outcome(String output, @Nullable NixException error) {}

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

    private ReferenceRun() {}

    /** In a fresh evaluator: which of several failures is met first depends on the names that are known. */
    static Outcome nix4j(ReferenceTable.Row row) {
        Said said = new Said(new StringBuilder());
        NixException error = null;
        try (NixEvaluator nix = NixEvaluator.builder()
                .settings(settings(row.settings()))
                .listener(said)
                .build()) {
            String value = EvaluatorInternals.of(nix).run(EvalOptions.UNLIMITED, ev -> {
                SourceFile source = SourceFile.ofString(ByteText.fromUnicode(row.expression()));
                SourcePath base =
                        new SourcePath(EvaluatorInternals.of(nix).engine().io().root(), TreePath.of("/"));
                Value result =
                        DeepForce.force(ev, EvaluatorInternals.of(nix).engine().evaluate(ev, source, base));
                return AmbiguousPrinter.print(ev, result);
            });
            said.lines.append(value);
        } catch (NixException e) {
            error = e;
            said.lines.append(ErrorRenderer.plain().withFullTrace(true).render(e));
        }
        return new Outcome(ByteText.toUnicode(said.lines.toString().strip()), error);
    }

    private static EvalSettings settings(Map<String, String> options) {
        EvalSettings settings = EvalSettings.DEFAULTS.withShowTrace(true);
        for (Map.Entry<String, String> option : options.entrySet()) {
            String value = option.getValue();
            boolean on = value.equals("true");
            settings = switch (option.getKey()) {
                case "extra-experimental-features" -> {
                    Set<String> features = new HashSet<>(settings.experimentalFeatures());
                    features.addAll(List.of(value.split(" ")));
                    yield settings.withExperimentalFeatures(features);
                }
                case "experimental-features" -> settings.withExperimentalFeatures(Set.of(value.split(" ")));
                case "abort-on-warn" -> settings.withAbortOnWarn(on);
                case "trace-verbose" -> settings.withTraceVerbose(on);
                case "pure-eval" -> settings.withPureEval(on);
                case "restrict-eval" -> settings.withRestrictEval(on);
                case "allowed-uris" -> settings.withAllowedUris(List.of(value.split(" ")));
                case "allow-import-from-derivation" -> settings.withAllowImportFromDerivation(on);
                case "max-call-depth" -> settings.withMaxCallDepth(Integer.parseInt(value));
                case "lint-url-literals" ->
                    settings.withLints(
                            lint(value), settings.lintShortPathLiterals(), settings.lintAbsolutePathLiterals());
                case "lint-short-path-literals" ->
                    settings.withLints(settings.lintUrlLiterals(), lint(value), settings.lintAbsolutePathLiterals());
                case "lint-absolute-path-literals" ->
                    settings.withLints(settings.lintUrlLiterals(), settings.lintShortPathLiterals(), lint(value));
                default -> throw new IllegalArgumentException("no setting " + option.getKey());
            };
        }
        return settings;
    }

    private static Lint lint(String value) {
        return Lint.valueOf(value.toUpperCase(Locale.ROOT));
    }

    static String reference(String bin, Path home, ReferenceTable.Row row) {
        List<String> command = new ArrayList<>(List.of(bin + "/nix-instantiate", "--eval", "--strict", "--show-trace"));
        row.settings().forEach((name, value) -> command.addAll(List.of("--option", name, value)));
        command.addAll(List.of("-E", row.expression()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "NIX_REMOTE", "dummy://",
                        "LC_ALL", "C.UTF-8",
                        "NIX_CONFIG", "experimental-features = nix-command flakes"));
        try {
            Path out = Files.createTempFile(home, "out", "");
            Path err = Files.createTempFile(home, "err", "");
            Process process = builder.directory(Path.of("/").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail("the reference does not end: " + row.expression());
            }
            String text = Files.readString(err, StandardCharsets.UTF_8) + Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            Files.delete(err);
            // The program's own advice after an error of use is not part of the error.
            return text.replaceAll("\nTry '[^\n]*", "").strip();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
