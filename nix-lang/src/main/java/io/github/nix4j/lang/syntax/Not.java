package io.github.nix4j.lang.syntax;

/** {@code !operand}; it has its operand's position. */
public record Not(Expr operand, int start, int end) implements Expr {
    @Override
    public int pos() {
        return operand.pos();
    }
}
