package io.github.nix4j.lang.syntax;

/** A look-up in the search path, {@code <path>}: the scoped call {@code __findFile __nixPath "path"}. */
public record SearchPath(String path, int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
