package io.github.nix4j.lang.syntax;

/** The expression {@code __curPos}: its own position as an attribute set. */
public record CurPos(int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
