package io.github.nix4j.flake;

import io.github.nix4j.store.activity.ActivityListener;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How to list what a flake provides.
 *
 * @param system the present system
 * @param allSystems whether other systems are evaluated too
 * @param legacy whether {@code legacyPackages} are looked into
 * @param imports whether what is listed may import from derivations, if the evaluator's settings say so too; what would have to
 *     is left out else
 * @param json whether the JSON form is wanted, which says by warnings what the lines say themselves
 * @param lines receives lines for people (byte text with colours)
 * @param warnings receives what the JSON form leaves out
 * @param activities watches what is being evaluated
 */
public record ShowOptions(
        String system,
        boolean allSystems,
        boolean legacy,
        boolean imports,
        boolean json,
        Consumer<String> lines,
        Consumer<String> warnings,
        ActivityListener activities) {
    public ShowOptions {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(lines, "lines");
        Objects.requireNonNull(warnings, "warnings");
        Objects.requireNonNull(activities, "activities");
    }

    /** For the JSON form as seen from {@code system}: other systems and {@code legacyPackages} are left out silently. */
    public static ShowOptions of(String system) {
        return new ShowOptions(system, false, false, false, true, line -> {}, warning -> {}, ActivityListener.NONE);
    }
}
