package io.github.nix4j.lang.value;

/** true or false. */
public record NixBool(boolean value) implements NixValue {
    @Override
    public String typeName() {
        return "bool";
    }

    /** {@code true} or {@code false}. */
    @Override
    public String toString() {
        return Boolean.toString(value);
    }
}
