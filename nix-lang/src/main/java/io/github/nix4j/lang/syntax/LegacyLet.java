package io.github.nix4j.lang.syntax;

/** The old form {@code let { bindings }}: the attribute {@code body} of the recursive set. */
public record LegacyLet(AttrSet bindings, int start, int end) implements Expr {
    @Override
    public int pos() {
        return NO_POS;
    }
}
