package io.github.nix4j.lang.parser;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;

/**
 * An error or warning about a source text.
 *
 * @param kind {@link ErrorKind#PARSE}, or {@link ErrorKind#DISABLED_FEATURE} for syntax behind an experimental feature, or {@link
 *     ErrorKind#STACK_OVERFLOW} for a text that is nested too deeply for the stack there is
 * @param text what Nix says, without position and decoration, perhaps of several lines
 * @param offset the position, in bytes from 0: of a text that is nested too deeply, how far the parser came
 * @param shown whether Nix shows the source at the position; else the message alone, which may name it
 */
public record Diagnostic(Severity severity, ErrorKind kind, Message text, int offset, boolean shown) {

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
