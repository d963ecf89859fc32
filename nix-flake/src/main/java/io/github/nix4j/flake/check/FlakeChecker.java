package io.github.nix4j.flake.check;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.internal.FlakeInternals;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.store.activity.Activity;
import java.util.Objects;

/**
 * Checks flakes as {@code nix flake check} does, without building: evaluates every output of a known name and looks whether it
 * is what Nix expects there. Thread-safe.
 *
 * <pre>{@code
 * CheckReport report = new FlakeChecker(flakes).check(flake, CheckOptions.of("x86_64-linux"));
 * report.errors().forEach(System.out::println);
 * }</pre>
 */
public final class FlakeChecker {
    private final FlakeEvaluator flakes;

    /** @param flakes evaluates; has to be open while this is used */
    public FlakeChecker(FlakeEvaluator flakes) {
        this.flakes = Objects.requireNonNull(flakes, "flakes");
    }

    /**
     * Checks {@code flake}, which comes from this evaluator's loader.
     *
     * @throws io.github.nix4j.lang.NixLimitException if a limit of {@code options} is reached; all other errors are findings
     */
    public CheckReport check(Flake flake, CheckOptions options) {
        Objects.requireNonNull(flake, "flake");
        return EvaluatorInternals.of(flakes.evaluator()).run(options.limits(), ev -> {
            FindingLog log = new FindingLog(options);
            log.attempt("", () -> {
                try (Activity step = log.step("evaluating flake")) {
                    new OutputCheck(ev, log).check(outputs(ev, flake));
                }
            });
            return log.report();
        });
    }

    private AttrsValue outputs(Evaluation ev, Flake flake) {
        AttrsValue value = ev.forceAttrs(
                FlakeInternals.of(flakes).value(ev, flake), 0, "while evaluating a flake to get its outputs");
        return ev.forceAttrs(ev.getAttr(value, ev.intern("outputs"), ""), 0, "while evaluating the outputs of a flake");
    }
}
