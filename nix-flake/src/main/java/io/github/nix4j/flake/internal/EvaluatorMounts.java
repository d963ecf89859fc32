package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.TreeMounts;
import io.github.nix4j.flake.fetch.DisplayedTree;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.function.Supplier;

/**
 * Shows fetched trees to an evaluator. They are copied to its store too, unless it is read-only: what the store gets may be
 * built later, when the sources are gone.
 */
public final class EvaluatorMounts implements TreeMounts {
    private final NixEvaluator evaluator;

    public EvaluatorMounts(NixEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public SourceTree root() {
        return EvaluatorInternals.of(evaluator).world().io().root();
    }

    @Override
    public void mount(StorePath path, SourceTree tree, Supplier<NarHash> archive) {
        var store = EvaluatorInternals.of(evaluator).world().store();
        if (!EvaluatorInternals.of(evaluator).engine().settings().readOnly()) {
            store.reader().addTempRoot(path);
            if (!store.reader().isValid(path)) {
                store.add(Ingestion.of(path.name(), tree, TreePath.ROOT, ContentAddressMethod.NAR, HashAlgorithm.SHA256)
                        .known(archive.get()));
            }
        }
        // Impure programs see the store as it is on the disk, and messages name its files.
        boolean pure = EvaluatorInternals.of(evaluator).engine().settings().pureEval();
        SourceTree shown = pure ? tree : DisplayedTree.at(tree, store.print(path));
        EvaluatorInternals.of(evaluator).world().mount(path, shown);
    }

    @Override
    public void mount(LateRoot path, SourceTree tree) {
        boolean pure = EvaluatorInternals.of(evaluator).engine().settings().pureEval();
        SourceTree shown = pure ? tree : DisplayedTree.at(tree, path);
        EvaluatorInternals.of(evaluator).world().mount(path, shown);
    }

    @Override
    public void unmount(LateRoot path) {
        EvaluatorInternals.of(evaluator).world().unmount(path);
    }
}
