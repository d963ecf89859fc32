package io.github.nix4j.lang.value;

/** A function. */
public non-sealed interface NixFunction extends NixValue {
    /**
     * Applies the function to arguments, one after the other. Lists and sets that are not this evaluator's are copied.
     *
     * @throws NullPointerException for Java's null among them or in them
     * @throws IllegalArgumentException for functions of another evaluator among them or in them
     */
    NixValue call(NixValue... arguments);

    @Override
    default String typeName() {
        return "lambda";
    }
}
