package io.github.nix4j.lang.value;

import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.ByteText;

/** A path. */
public record NixPath(SourcePath path) implements NixValue {
    /** The path as Nix shows it, decoded as UTF-8. */
    public String value() {
        return ByteText.toUnicode(path.display());
    }

    @Override
    public String typeName() {
        return "path";
    }

    /** The path, as Nix shows it. */
    @Override
    public String toString() {
        return value();
    }
}
