package io.github.nix4j.lang.syntax;

/** A string without interpolation, in any of its notations; {@code value} is unescaped, stripped byte text. */
public record StringLit(String value, Notation notation, int start, int end) implements Expr {

    /** How a string was written. */
    public enum Notation {
        /** {@code "text"}. */
        QUOTED,
        /** {@code ''text''}. */
        INDENTED,
        /** An unquoted URL. */
        URI
    }

    @Override
    public int pos() {
        return NO_POS;
    }
}
