package io.github.nix4j.lang.value;

/** How {@link io.github.nix4j.lang.NixEvaluator#print} writes a value. */
public enum ValueFormat {
    /** As {@code nix eval} shows it: derivations as their paths, functions with their places, errors in lists and sets in place. */
    EVAL,
    /** As {@code nix-instantiate --eval --strict} shows it: with derivations in full, and functions as {@code <LAMBDA>}. */
    INSTANTIATE,
    /** The JSON text that {@code builtins.toJSON} gives; paths are copied to the store. */
    JSON,
    /** The XML text that {@code builtins.toXML} gives. */
    XML
}
