package io.github.nix4j.lang.syntax;

/** {@code if condition then consequent else alternative}. */
public record If(Expr condition, Expr consequent, Expr alternative, int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
