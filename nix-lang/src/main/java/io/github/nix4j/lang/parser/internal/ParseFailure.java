package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.syntax.Expr;

/** Ends a parse with a message; it never leaves the parser. */
final class ParseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Message message;
    private final int offset;

    /** A message in which nothing is highlighted: byte text. */
    ParseFailure(String message, int offset) {
        this(Message.plain(message), offset);
    }

    /** @param offset where, or {@link Expr#NO_POS} */
    ParseFailure(Message message, int offset) {
        super(null, null, false, false);
        this.message = message;
        this.offset = offset;
    }

    Message message() {
        return message;
    }

    @Override
    public String getMessage() {
        return message.toString();
    }

    int offset() {
        return offset;
    }
}
