package io.github.nix4j.flake.check;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.store.activity.ActivityListener;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How to check a flake. Immutable; start from {@link #of}.
 *
 * @param system the present system, such as {@code x86_64-linux}; others are left out and told of in the report
 * @param allSystems whether the outputs for all systems are checked
 * @param keepGoing whether the check goes on after an error; else it ends with the first one
 * @param importsInJobs whether {@code hydraJobs} may import from derivations, as other outputs may where the evaluator's settings
 *     say so
 * @param limits bounds the whole check; reaching one is an exception, not a finding
 * @param activities watches the steps
 * @param evaluated is told of derivations that could be evaluated, in a line of byte text each
 * @param findings is told of each finding at once, on the evaluating thread
 */
public record CheckOptions(
        String system,
        boolean allSystems,
        boolean keepGoing,
        boolean importsInJobs,
        EvalOptions limits,
        ActivityListener activities,
        Consumer<String> evaluated,
        Consumer<CheckFinding> findings) {
    public CheckOptions {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(activities, "activities");
        Objects.requireNonNull(evaluated, "evaluated");
        Objects.requireNonNull(findings, "findings");
    }

    /** Checks what is for {@code system}, finds all errors, tells of them in the report only. */
    public static CheckOptions of(String system) {
        return new CheckOptions(
                system, false, true, false, EvalOptions.UNLIMITED, ActivityListener.NONE, line -> {}, finding -> {});
    }

    public CheckOptions withAllSystems(boolean on) {
        return new CheckOptions(system, on, keepGoing, importsInJobs, limits, activities, evaluated, findings);
    }

    public CheckOptions withKeepGoing(boolean on) {
        return new CheckOptions(system, allSystems, on, importsInJobs, limits, activities, evaluated, findings);
    }

    public CheckOptions withImportsInJobs(boolean on) {
        return new CheckOptions(system, allSystems, keepGoing, on, limits, activities, evaluated, findings);
    }

    public CheckOptions withLimits(EvalOptions other) {
        return new CheckOptions(system, allSystems, keepGoing, importsInJobs, other, activities, evaluated, findings);
    }

    public CheckOptions withActivities(ActivityListener listener) {
        return new CheckOptions(system, allSystems, keepGoing, importsInJobs, limits, listener, evaluated, findings);
    }

    public CheckOptions withEvaluated(Consumer<String> sink) {
        return new CheckOptions(system, allSystems, keepGoing, importsInJobs, limits, activities, sink, findings);
    }

    public CheckOptions withFindings(Consumer<CheckFinding> sink) {
        return new CheckOptions(system, allSystems, keepGoing, importsInJobs, limits, activities, evaluated, sink);
    }
}
