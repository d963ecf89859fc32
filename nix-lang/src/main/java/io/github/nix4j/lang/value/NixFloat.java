package io.github.nix4j.lang.value;

/** A floating-point number. */
public record NixFloat(double value) implements NixValue {
    @Override
    public String typeName() {
        return "float";
    }
}
