package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.syntax.Apply;
import io.github.nix4j.lang.syntax.Assert;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.Deferred;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.If;
import io.github.nix4j.lang.syntax.Let;
import io.github.nix4j.lang.syntax.ListExpr;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.StringLit;
import io.github.nix4j.lang.syntax.With;

/** What {@link ExprWriter} decides by looking at an expression. */
final class Kinds {
    /** The kind of a literal and how many quotes are around its text in the source, where that is its text. */
    record Text(int kind, int quotes) {}

    private Kinds() {}

    /**
     * Whether a cell defined by this expression always holds a thunk, so that the code is not needed until it is forced: variables,
     * literals and functions make none.
     */
    static boolean isDelayed(Expr e) {
        return e instanceof Apply
                || e instanceof AttrSet
                || e instanceof StringInterpolation
                || e instanceof BinaryOp
                || e instanceof Let
                || e instanceof With
                || e instanceof If
                || e instanceof Select
                || e instanceof Assert
                || e instanceof ListExpr list && !list.elements().isEmpty()
                || e instanceof Deferred;
    }

    static Text text(StringLit string, String source) {
        int kind = switch (string.notation()) {
            case QUOTED -> Kind.STRING;
            case INDENTED -> Kind.INDENTED;
            case URI -> Kind.URI;
        };
        for (int quotes = 0; quotes < Kind.WRITTEN_OUT; quotes++) {
            if (isAt(source, string.start() + quotes, string.end() - quotes, string.value())) {
                return new Text(kind, quotes);
            }
        }
        return new Text(kind, Kind.WRITTEN_OUT);
    }

    /** Whether a text stands in the source at a place. */
    static boolean isAt(String source, int start, int end, String text) {
        return start >= 0 && end <= source.length() && end - start == text.length() && source.startsWith(text, start);
    }
}
