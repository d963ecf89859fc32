package io.github.nix4j.lang.value;

import java.util.List;
import java.util.Optional;

/** An attribute set, whose values are evaluated when they are asked for. */
public non-sealed interface NixAttrs extends NixValue {
    /** The names as Unicode text, in Nix's order. */
    List<String> names();

    boolean has(String name);

    /** The value of an attribute, evaluated; empty if there is none of that name. */
    Optional<NixValue> find(String name);

    /** The value at a path of attributes; a missing step gives Nix's error. */
    NixValue get(String... path);

    @Override
    default String typeName() {
        return "set";
    }
}
