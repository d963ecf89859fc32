package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.parser.Diagnostic;

/** Ends a parse with an error; it never leaves the parser. */
final class ParseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    private ParseFailure(ErrorKind kind, Message message, int offset, boolean shown) {
        super(null, null, false, false);
        this.diagnostic = new Diagnostic(Diagnostic.Severity.ERROR, kind, message, offset, shown);
    }

    /** A message in which nothing is highlighted: byte text. */
    ParseFailure(String message, int offset) {
        this(Message.plain(message), offset);
    }

    ParseFailure(Message message, int offset) {
        this(ErrorKind.PARSE, message, offset, true);
    }

    /** Syntax behind an experimental feature that is off. */
    static ParseFailure ofFeature(Message message, int offset) {
        return new ParseFailure(ErrorKind.DISABLED_FEATURE, message, offset, true);
    }

    /** An error whose place Nix does not show. */
    static ParseFailure unplaced(ErrorKind kind, Message message, int offset) {
        return new ParseFailure(kind, message, offset, false);
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }

    Message message() {
        return diagnostic.text();
    }

    @Override
    public String getMessage() {
        return message().toString();
    }
}
