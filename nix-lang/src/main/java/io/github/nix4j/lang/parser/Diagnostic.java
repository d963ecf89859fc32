package io.github.nix4j.lang.parser;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.syntax.Expr;

/**
 * An error or warning about a source text.
 *
 * @param text what Nix says, without position and decoration, perhaps of several lines
 * @param offset the position, or {@link Expr#NO_POS} if there is none
 * @param shown whether Nix shows the source at the position; else the message alone, which may name it
 */
public record Diagnostic(Severity severity, Message text, int offset, boolean shown) {

    /** How serious a diagnostic is. */
    public enum Severity {
        /** There is no expression. */
        ERROR,
        /** The expression is usable. */
        WARNING
    }

    /** The text of the message without highlighting: byte text. */
    public String message() {
        return text.text();
    }
}
