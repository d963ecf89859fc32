package io.github.nix4j.lang.syntax;

/** {@code assert condition; body}. */
public record Assert(Expr condition, Expr body, int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
