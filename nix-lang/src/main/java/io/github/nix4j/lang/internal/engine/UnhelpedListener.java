package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.HelperThread;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.SourcePath;

/** Tells a listener what the program's own evaluation says; a helper that would say something leaves its work to that. */
record UnhelpedListener(EvalListener listener) implements EvalListener {
    @Override
    public void trace(String byteText) {
        HelperThread.refuse("a trace");
        listener.trace(byteText);
    }

    @Override
    public void warning(NixException warning, boolean fromExpression) {
        HelperThread.refuse("a warning");
        listener.warning(warning, fromExpression);
    }

    @Override
    public void file(SourcePath file) {
        listener.file(file);
    }
}
