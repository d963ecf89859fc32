package io.github.nix4j.cli.evaluation.observation;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.PositionTable;

/**
 * Where a call stands.
 *
 * @param isKnown whether it stands in a text; builtins make calls that stand nowhere
 * @param text how it is printed, as byte text
 */
record CallPlace(boolean isKnown, String text) {
    static CallPlace of(Evaluation ev, int pos) {
        PositionTable positions = ev.engine.positions();
        return new CallPlace(positions.resolve(pos) != null, positions.display(pos));
    }
}
