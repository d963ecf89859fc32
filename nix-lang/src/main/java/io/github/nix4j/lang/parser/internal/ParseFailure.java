package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.Expr;

/** Ends a parse with a message; it never leaves the parser. */
final class ParseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** @param message byte text
     * @param offset where, or {@link Expr#NO_POS} */
    ParseFailure(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    int offset() {
        return offset;
    }
}
