package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Suggestions;
import java.util.ArrayList;
import java.util.List;

/** The errors of selections. */
public final class Selection {
    private Selection() {}

    static NixException missing(Evaluation ev, AttrsValue attrs, int symbol, int pos) {
        return missing(ev, attrs, ev.name(symbol), pos);
    }

    /** {@code attrs} has no attribute of that name (byte text); with the names that are like it. */
    public static NixException missing(Evaluation ev, AttrsValue attrs, String name, int pos) {
        List<String> names = new ArrayList<>();
        FlatAttrs flat = attrs.flat();
        for (int i = 0; i < flat.size(); i++) {
            names.add(ev.name(flat.symbolAt(i)));
        }
        NixException e = ev.errors.at(
                ev.errors.of(ErrorKind.MISSING_ATTRIBUTE, "attribute '%s' missing", Literals.name(name)), pos);
        return ErrorAccess.suggest(e, Suggestions.best(names, name));
    }

    /** Adds where the attribute found last was defined; not for what lies in the evaluator's own code. */
    static NixException traced(Evaluation ev, NixException e, int found, String path) {
        if (found != 0) {
            SourcePosition place = ev.engine.positions().resolve(found);
            if (place == null || !ev.engine.isInternal(place.file())) {
                ev.errors.frame(e, found, "while evaluating the attribute '%s'", path);
            }
        }
        return e;
    }
}
