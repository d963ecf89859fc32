package io.github.nix4j.lang.syntax;

/** {@code -operand}: the scoped call {@code __sub 0 operand}. */
public record Negate(Expr operand, int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
