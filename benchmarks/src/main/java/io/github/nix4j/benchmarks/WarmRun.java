package io.github.nix4j.benchmarks;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.builtins.DeepForce;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import java.util.Locale;

/**
 * Evaluates an expression several times in one JVM and prints the seconds of each round. Between rounds values, store paths
 * and what was read of directories are dropped; parsed code is kept.
 *
 * <pre>WarmRun ROUNDS strict|lazy EXPRESSION</pre>
 */
final class WarmRun {
    private WarmRun() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        boolean strict = arguments[1].equals("strict");
        String expression = ByteText.fromUnicode(arguments[2]);
        try (NixEvaluator evaluator = NixEvaluator.builder()
                .io(EvalIo.local().withSystem("x86_64-linux"))
                .build()) {
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                evaluator.internals().run(EvalOptions.UNLIMITED, ev -> {
                    SourcePath base = new SourcePath(ev.engine.io().root(), TreePath.ROOT);
                    Value value = ev.engine.evaluate(ev, SourceFile.ofString(expression), base);
                    return strict ? DeepForce.force(ev, value) : value;
                });
                System.out.printf(Locale.ROOT, "%.4f%n", (System.nanoTime() - start) / 1e9);
                evaluator.refresh();
            }
        }
    }
}
