package io.github.nix4j.lang.syntax;

/** {@code with namespace; body}. */
public record With(Expr namespace, Expr body, int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
