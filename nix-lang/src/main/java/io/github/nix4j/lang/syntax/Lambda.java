package io.github.nix4j.lang.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A function: {@code param: body}, {@code { formals }: body}, or both with {@code @}.
 *
 * @param param the name of the whole argument; null if it has none, and then there are formals
 * @param name the name of the nearest binding that the function is the value of; curried functions share it
 * @param doc the documentation comment that applies, which a binding or an enclosing curried function may have passed on
 */
public record Lambda(
        @Nullable String param,
        @Nullable Formals formals,
        Expr body,
        @Nullable String name,
        @Nullable DocComment doc,
        int start,
        int end)
        implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
