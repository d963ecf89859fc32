package io.github.nix4j.lang.value;

/** Nix's null. */
public record NixNull() implements NixValue {
    @Override
    public String typeName() {
        return "null";
    }

    /** {@code null}. */
    @Override
    public String toString() {
        return "null";
    }
}
