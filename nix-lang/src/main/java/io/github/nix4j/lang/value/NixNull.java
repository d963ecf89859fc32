package io.github.nix4j.lang.value;

/** Nix's null. */
public record NixNull() implements NixValue {
    @Override
    public String typeName() {
        return "null";
    }
}
