package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.store.EvalWorld;
import io.github.nix4j.lang.value.NixValue;
import java.util.function.Function;

/**
 * What nix4j's own modules see of an evaluator beyond its public face. Not for embedding programs: it changes without notice.
 *
 * @param engine names, positions, builtins, files
 * @param threads where evaluation runs
 * @param values the conversion between public and internal values
 * @param world the files and the store as the evaluator sees them
 */
public record EvaluatorInternals(EvalEngine engine, EvalThreads threads, ValueBridge values, EvalWorld world) {
    /** Those of an evaluator. */
    public static EvaluatorInternals of(NixEvaluator evaluator) {
        return evaluator.unwrap(EvaluatorInternals.class);
    }

    /** Runs {@code change} while nothing is evaluated; then lets go of all that was read and evaluated. */
    public void refresh(Runnable change) {
        threads.exclusively(engine, () -> {
            change.run();
            world.forget();
            engine.forgetValues();
        });
    }

    /** As {@link #run(EvalOptions, Function)}, and under the limits that {@code value} keeps. */
    public <T> T run(NixValue value, EvalOptions options, Function<Evaluation, T> work) {
        return run(LimitPolicy.of(options).and(values.limits(value)), work);
    }

    /** Runs {@code work} on an evaluation thread, in place when called on one; the limits of calls around it hold as well. */
    public <T> T run(EvalOptions options, Function<Evaluation, T> work) {
        return run(LimitPolicy.of(options), work);
    }

    private <T> T run(LimitPolicy limits, Function<Evaluation, T> work) {
        return threads.run(engine, limits, ev -> {
            engine.begin(ev);
            return work.apply(ev);
        });
    }
}
