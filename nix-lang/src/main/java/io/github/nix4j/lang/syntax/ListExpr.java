package io.github.nix4j.lang.syntax;

import java.util.List;

/** A list, {@code [ a b ]}; it has its first element's position. */
public record ListExpr(List<Expr> elements, int start, int end) implements Expr {
    @Override
    public int pos() {
        return elements.isEmpty() ? NO_POS : elements.get(0).pos();
    }
}
