package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;

/** Flakes as values within an evaluation: for nix4j's own modules. */
public interface FlakeInternals {
    /** Those of an evaluator. */
    static FlakeInternals of(FlakeEvaluator evaluator) {
        return evaluator.unwrap(FlakeInternals.class);
    }

    /** What the flake's function {@code outputs} returns. */
    AttrsValue outputs(Evaluation ev, Flake flake);

    /** The same, looked at place by place; what is remembered of them is not evaluated. */
    OutputCursor cursor(Evaluation ev, Flake flake);

    /** The flake as other flakes see it. */
    Value value(Evaluation ev, Flake flake);
}
