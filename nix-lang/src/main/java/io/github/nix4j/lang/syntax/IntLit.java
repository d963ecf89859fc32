package io.github.nix4j.lang.syntax;

/** An integer literal; never negative. */
public record IntLit(long value, int start, int end) implements Expr {
    @Override
    public int pos() {
        return NO_POS;
    }
}
