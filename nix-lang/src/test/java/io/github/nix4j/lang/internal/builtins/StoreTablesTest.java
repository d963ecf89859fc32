package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.TerminalText;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.print.AmbiguousPrinter;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files, the store and derivations against recorded outputs of the reference. The tables were recorded with the files below in a
 * directory {@code /fixture}; here they are in memory.
 */
class StoreTablesTest {
    private static final EvalSettings SETTINGS = EvalSettings.DEFAULTS.withShowTrace(true);

    private static final SourceTree FILES = MemoryTree.builder()
            .file("/fixture/f", "hi\n")
            .symlink("/fixture/l", "f")
            .symlink("/fixture/loop", "loop")
            .symlink("/fixture/dang", "nowhere")
            .symlink("/fixture/dl", "d")
            .file(TreePath.of("/fixture/d/x"), ByteText.bytes("x\n"), true)
            .symlink("/fixture/d/up", "../f")
            .file("/fixture/nul", "a\0b")
            .file("/fixture/bad.nix", "1 +\n")
            .file("/fixture/ff.nix", "{ f = derivation { name = 1; }; }\n")
            .symlink("/fixture/deep/er/dd", "../../d")
            .directory("/fixture/noperm")
            .file("/fixture/sub/a/default.nix", "{ x = ./.; y = import ../f2.nix; }\n")
            .symlink("/fixture/sub/broken", "../nowhere")
            .file("/fixture/f2.nix", "{ z = ./q; w = toString ../f; }\n")
            .symlink("/fixture/sl", "sub/a")
            .symlink("/fixture/deep/ln.nix", "../sub/a/default.nix")
            .symlink("/fixture/abslink", "/fixture/sub")
            .file("/fixture/sp ace/b c", "b")
            .symlink("/fixture/l2", "l")
            .file("/fixture/.hid/q", "q\n")
            .symlink("/fixture/dot", ".")
            .symlink("/fixture/dotdot", "..")
            .build();

    private record FixtureIo() implements EvalIo {
        @Override
        public SourceTree root() {
            return FILES;
        }

        @Override
        public @Nullable String environment(String name) {
            return name.equals("HOME") ? "/home/somebody" : null;
        }

        @Override
        public @Nullable String home() {
            return "/home/somebody";
        }

        @Override
        public Instant currentTime() {
            return Instant.EPOCH;
        }

        @Override
        public String currentSystem() {
            return "x86_64-linux";
        }

        @Override
        public String currentDirectory() {
            return "/fixture";
        }

        @Override
        public List<SearchPathEntry> nixPath() {
            return List.of();
        }
    }

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
    Stream<DynamicTest> readOnlyEvaluation() {
        return Stream.of("files.table", "links.table", "derivations.table", "golden.table")
                .flatMap(name -> table(name, SETTINGS));
    }

    @TestFactory
    Stream<DynamicTest> evaluationThatWritesToAStore() {
        return table("store.table", SETTINGS.withReadOnly(false));
    }

    @TestFactory
    Stream<DynamicTest> pureEvaluation() {
        return table("pure.table", SETTINGS.withPureEval(true));
    }

    @TestFactory
    Stream<DynamicTest> restrictedEvaluation() {
        return table("restricted.table", SETTINGS.withRestrictEval(true));
    }

    @TestFactory
    Stream<DynamicTest> contentAddressedAndDynamicDerivations() {
        Set<String> features =
                Set.of("nix-command", "flakes", "ca-derivations", "dynamic-derivations", "impure-derivations");
        return table("dynamic.table", SETTINGS.withReadOnly(false).withExperimentalFeatures(features));
    }

    private static Stream<DynamicTest> table(String name, EvalSettings settings) {
        return ReferenceTable.read(name).stream()
                .map(row -> DynamicTest.dynamicTest(
                        name + ": " + row.expression(),
                        () -> assertThat(evaluate(row.expression(), settings)).isEqualTo(row.output())));
    }

    private static String evaluate(String expression, EvalSettings settings) {
        Said said = new Said(new StringBuilder());
        try (NixEvaluator nix = NixEvaluator.builder()
                .io(new FixtureIo())
                .settings(settings)
                .listener(said)
                .build()) {
            said.lines.append(EvaluatorInternals.of(nix).<String>run(EvalOptions.UNLIMITED, ev -> {
                SourceFile source = SourceFile.ofString(ByteText.fromUnicode(expression));
                SourcePath base =
                        new SourcePath(EvaluatorInternals.of(nix).engine().io().root(), TreePath.of("/fixture"));
                Value result =
                        DeepForce.force(ev, EvaluatorInternals.of(nix).engine().evaluate(ev, source, base));
                return AmbiguousPrinter.print(ev, result);
            }));
        } catch (NixException e) {
            said.lines.append(ErrorRenderer.plain().withFullTrace(true).render(e));
        }
        return ByteText.toUnicode(said.lines.toString().strip());
    }
}
