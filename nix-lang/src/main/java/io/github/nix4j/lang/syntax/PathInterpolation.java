package io.github.nix4j.lang.syntax;

import java.util.List;

/** A path with interpolations, {@code ./a/${x}/b}; the first part is a {@link PathLit}, and the result is a path. */
public record PathInterpolation(List<Part> parts, int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
