package io.github.nix4j.lang.syntax;

/** A variable. In the old form {@code f or} the range of the variable {@code or} is that of the whole application. */
public record Var(String name, int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
