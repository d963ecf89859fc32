package io.github.nix4j.lang.value;

/** A function. */
public non-sealed interface NixFunction extends NixValue {
    /** Applies the function to arguments, one after the other. */
    NixValue call(NixValue... arguments);

    @Override
    default String typeName() {
        return "lambda";
    }
}
