package io.github.nix4j.benchmarks;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.builtins.DeepForce;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.nar.ArchiveHashes;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Path;

/** The value of an expression, with a store in memory. */
final class EvaluationRound implements Round {
    private final NixEvaluator evaluator;
    private final SourceFile source;
    private final boolean strict;

    /** @param caches the folder of what commands remember: compiled files, and hashes of sources */
    EvaluationRound(String expression, boolean strict, Path caches) {
        this.evaluator = newEvaluator(caches);
        this.source = SourceFile.ofString(ByteText.fromUnicode(expression));
        this.strict = strict;
    }

    static NixEvaluator newEvaluator(Path caches) {
        return builder(caches)
                .io(EvalIo.local().withSystem("x86_64-linux"))
                .settings(EvalSettings.DEFAULTS.withReadOnly(false))
                .build();
    }

    static NixEvaluator.Builder builder(Path caches) {
        return NixEvaluator.builder().archiveHashes(archives(caches)).compiledFolder(caches.resolve("compiled"));
    }

    static ArchiveHashes archives(Path caches) {
        return ArchiveHashes.in(caches.resolve("archives"));
    }

    @Override
    public void prepare() {
        evaluator.refresh();
    }

    @Override
    public void run() {
        EvaluatorInternals.of(evaluator).run(EvalOptions.UNLIMITED, ev -> {
            Value value =
                    ev.engine.evaluate(ev, source, new SourcePath(ev.engine.io().root(), TreePath.ROOT));
            return strict ? DeepForce.force(ev, value) : value;
        });
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
