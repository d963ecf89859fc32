package io.github.nix4j.lang.parser.internal;

/** Explains why a text does not parse. */
final class SyntaxErrors {
    private SyntaxErrors() {}

    static ParseFailure explain(String text, Tokens tokens, boolean definitions) {
        ParseFailure fault = tokens.fault();
        if (fault != null && tokens.type() == NixTokens.FAULT) {
            return fault;
        }
        return new ParseFailure("syntax error", tokens.start(tokens.index()));
    }
}
