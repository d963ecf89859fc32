package io.github.nix4j.lang.value;

import io.github.nix4j.lang.io.SourcePath;

/** A path. */
public record NixPath(SourcePath path) implements NixValue {
    @Override
    public String typeName() {
        return "path";
    }
}
