package io.github.nix4j.lang.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A selection, {@code target.a.b} or {@code target.a.b or fallback}; the path has at least one step. */
public record Select(
        Expr target, List<AttrName> path, @Nullable Expr fallback, int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
