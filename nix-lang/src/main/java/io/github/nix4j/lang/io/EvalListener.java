package io.github.nix4j.lang.io;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.ByteText;

/** Is told what an evaluation says. Called on evaluating threads, possibly several at once; must return quickly. */
public interface EvalListener {
    /** Hears nothing. */
    EvalListener SILENT = new EvalListener() {};

    /**
     * {@code builtins.trace} and {@code traceVerbose}: the text after {@code trace: } with colour sequences. The bytes are given
     * as {@link ByteText}; who does not need them hears {@link #traceUnicode} instead.
     */
    default void trace(String byteText) {
        traceUnicode(ByteText.toUnicode(byteText));
    }

    /** As {@link #trace}, in Unicode; called unless that is overridden. */
    default void traceUnicode(String text) {}

    /** A warning: its message, place and trace. {@code fromExpression} tells {@code builtins.warn} from Nix's own. */
    default void warning(NixException warning, boolean fromExpression) {}

    /**
     * A file is evaluated. What it is called ({@link SourcePath#display}) is for those who need it: in a large tree that was not
     * hashed yet, finding out means to read all of the tree.
     */
    default void file(SourcePath file) {}
}
