package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What reading references depends on besides their text.
 *
 * @param experimentalFeatures the names of the experimental features that are enabled
 * @param warnings receives warnings (byte text, without {@code warning: })
 */
public record ReferenceRules(Set<String> experimentalFeatures, Consumer<String> warnings) {
    public ReferenceRules {
        experimentalFeatures = Set.copyOf(experimentalFeatures);
    }

    /** Flakes enabled, nothing more, and warnings dropped: for callers that have nobody to warn. */
    public static ReferenceRules quiet() {
        return new ReferenceRules(Set.of("flakes"), warning -> {});
    }

    /** Throws Nix's error if the experimental feature is not enabled. */
    public void require(String feature) {
        if (!experimentalFeatures.contains(feature)) {
            throw FlakeException.disabledFeature(feature);
        }
    }
}
