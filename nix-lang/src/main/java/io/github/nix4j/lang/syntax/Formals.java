package io.github.nix4j.lang.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attribute pattern of a function, {@code { a, b ? 1, ... }}, in source order and without duplicates. */
public record Formals(List<Formal> formals, boolean ellipsis) {

    /**
     * One attribute of the pattern.
     *
     * @param pos the offset of the name
     * @param fallback the default, an expression in the scope of the function's body
     */
    public record Formal(String name, int pos, @Nullable Expr fallback) {}
}
