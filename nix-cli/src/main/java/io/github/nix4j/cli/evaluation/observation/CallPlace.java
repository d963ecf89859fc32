package io.github.nix4j.cli.evaluation.observation;

import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.eval.Evaluation;

/**
 * Where a call stands.
 *
 * @param isKnown whether it stands in a text; builtins make calls that stand nowhere
 * @param text how it is printed, as byte text
 */
record CallPlace(boolean isKnown, String text) {
    static CallPlace of(Evaluation ev, int pos) {
        SourcePosition position = ev.engine.positions().resolve(pos);
        return position == null
                ? new CallPlace(false, ev.engine.unknownPosition())
                : new CallPlace(true, position.display());
    }
}
