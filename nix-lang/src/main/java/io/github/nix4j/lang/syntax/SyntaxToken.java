package io.github.nix4j.lang.syntax;

/** A token of a source text, blank and comments included: the bytes from {@code start} to before {@code end}. */
public record SyntaxToken(Kind kind, int start, int end) {

    /** What a token is. */
    public enum Kind {
        /** A name. */
        IDENTIFIER,
        /** A word such as {@code let}; also {@code or}, which may still be used as a name. */
        KEYWORD,
        INTEGER,
        FLOAT,
        /** The quotes of a string. */
        QUOTE,
        /** Text or escapes between quotes. */
        STRING_TEXT,
        /** The quotes of an indented string. */
        INDENTED_QUOTE,
        /** Text of an indented string, or one escape in it. */
        INDENTED_TEXT,
        /** A path, or a part of one with interpolations. */
        PATH,
        /** A look-up in the search path, {@code <nixpkgs>}. */
        SEARCH_PATH,
        /** A URL without quotes. */
        URI,
        /** The opening <code>${</code>. */
        INTERPOLATION,
        /** An operator. */
        OPERATOR,
        /** Brackets, {@code ;}, {@code =} and the like. */
        PUNCTUATION,
        /** Blank. */
        SPACE,
        /** A comment that is no documentation. */
        COMMENT,
        /** A documentation comment. */
        DOC_COMMENT,
        /** Bytes that are no token of Nix. */
        INVALID
    }
}
