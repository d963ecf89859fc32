package io.github.nix4j.lang.syntax;

/** A floating-point literal. */
public record FloatLit(double value, int start, int end) implements Expr {
    @Override
    public int pos() {
        return NO_POS;
    }
}
