package io.github.nix4j.lang.value;

import io.github.nix4j.lang.internal.eval.NumberText;

/** A floating-point number. */
public record NixFloat(double value) implements NixValue {
    @Override
    public String typeName() {
        return "float";
    }

    /** The number, as Nix prints it. */
    @Override
    public String toString() {
        return NumberText.general6(value);
    }
}
