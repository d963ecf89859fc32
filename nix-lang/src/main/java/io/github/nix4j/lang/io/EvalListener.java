package io.github.nix4j.lang.io;

import io.github.nix4j.lang.NixException;

/** Is told what an evaluation says. Called on evaluating threads, possibly several at once; must return quickly. */
public interface EvalListener {
    /** Hears nothing. */
    EvalListener SILENT = new EvalListener() {};

    /** {@code builtins.trace} and {@code traceVerbose}: the text after {@code trace: }, byte text with colour sequences. */
    default void trace(String text) {}

    /** A warning: its message, place and trace. {@code fromExpression} tells {@code builtins.warn} from Nix's own. */
    default void warning(NixException warning, boolean fromExpression) {}

    /** A file was evaluated; byte text. */
    default void file(String path) {}
}
