package io.github.nix4j.lang.syntax;

import java.util.List;

/** The test {@code target ? a.b}. */
public record HasAttr(Expr target, List<AttrName> path, int start, int end) implements Expr {
    @Override
    public int pos() {
        return target.pos();
    }
}
