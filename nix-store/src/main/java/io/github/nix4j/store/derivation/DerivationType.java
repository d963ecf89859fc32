package io.github.nix4j.store.derivation;

/** What all outputs of a derivation have in common. */
public enum DerivationType {
    INPUT_ADDRESSED,
    /** Input-addressed, with paths that wait for others. */
    DEFERRED,
    /** One output whose content is known. */
    FIXED,
    /** Content-addressed. */
    FLOATING,
    IMPURE
}
