package io.github.nix4j.lang.syntax;

import java.util.List;

/** A string with interpolations: its parts are coerced to strings and joined, and the result is always a string. */
public record StringInterpolation(List<Part> parts, boolean indented, int start, int end) implements Expr {
    /** Nix's position of a quoted string with interpolations is behind the quote. */
    @Override
    public int pos() {
        return indented ? start : start + 1;
    }
}
