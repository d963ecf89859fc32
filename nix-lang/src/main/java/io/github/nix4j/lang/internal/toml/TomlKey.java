package io.github.nix4j.lang.internal.toml;

import java.util.List;

/** The name of a value or a table: one part or several with dots between them, as byte text, and where it stands. */
record TomlKey(List<String> names, Region region) {
    String last() {
        return names.get(names.size() - 1);
    }

    TomlKey in(Region other) {
        return new TomlKey(names, other);
    }
}
