package io.github.nix4j.store.gc;

/**
 * What a collector takes for needed, besides what needed objects refer to.
 *
 * @param keepOutputs the outputs of needed derivations (Nix's {@code keep-outputs})
 * @param keepDerivations the derivations that needed objects were built from (Nix's {@code keep-derivations})
 */
public record GcOptions(boolean keepOutputs, boolean keepDerivations) {
    /** As Nix does it unless its settings say otherwise. */
    public static final GcOptions DEFAULT = new GcOptions(false, true);
}
