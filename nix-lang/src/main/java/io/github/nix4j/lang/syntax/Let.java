package io.github.nix4j.lang.syntax;

/** {@code let bindings in body}; the bindings see each other and have no dynamic ones among them. */
public record Let(AttrSet bindings, Expr body, int start, int end) implements Expr {
    @Override
    public int pos() {
        return NO_POS;
    }
}
