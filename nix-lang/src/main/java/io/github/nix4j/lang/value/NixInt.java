package io.github.nix4j.lang.value;

/** An integer. */
public record NixInt(long value) implements NixValue {
    @Override
    public String typeName() {
        return "int";
    }

    /** The number, as Nix prints it. */
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
