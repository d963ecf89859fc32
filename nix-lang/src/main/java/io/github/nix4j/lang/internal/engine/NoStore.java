package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.SourceTree;

/** The store of an evaluator that was given none: whatever needs one fails and says so. */
public final class NoStore implements StoreBridge {
    @Override
    public String storeDir() {
        return "/nix/store";
    }

    @Override
    public String copyToStore(Evaluation ev, ContextBuilder into, SourcePath path) {
        throw absent("copy '" + path.display() + "' to");
    }

    @Override
    public SourceTree tree(StorePath path) {
        throw absent("read '" + path.baseName() + "' from");
    }

    private static NixException absent(String what) {
        return new NixException(
                ErrorKind.IO,
                Message.plain("there is no store to " + what + "; give the evaluator one when it is built"));
    }
}
