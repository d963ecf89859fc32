package io.github.nix4j.lang.value;

/** true or false. */
public record NixBool(boolean value) implements NixValue {
    @Override
    public String typeName() {
        return "bool";
    }
}
