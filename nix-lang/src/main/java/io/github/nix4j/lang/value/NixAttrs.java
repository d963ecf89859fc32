package io.github.nix4j.lang.value;

import io.github.nix4j.lang.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An attribute set, whose values are evaluated when they are asked for. */
public non-sealed interface NixAttrs extends NixValue {
    /** A set of values by their names (Unicode text), for functions that Java gives to programs. */
    static NixAttrs of(Map<String, ? extends NixValue> attributes) {
        return GivenAttrs.of(attributes);
    }

    /** The names as Unicode text, in Nix's order; what is not UTF-8 in them becomes U+FFFD, and does not find them again. */
    List<String> names();

    /** How many attributes there are. */
    default int size() {
        return names().size();
    }

    /** The attributes in Nix's order, whatever their names; each is evaluated when the stream comes to it. */
    default Stream<Map.Entry<String, NixValue>> entries() {
        return names().stream().map(name -> Map.entry(name, get(name)));
    }

    boolean has(String name);

    /** Where an attribute is defined; empty if there is none of that name, or if no text defines it. */
    default Optional<SourcePosition> position(String name) {
        return Optional.empty();
    }

    /** The value of an attribute, evaluated; empty if there is none of that name. */
    Optional<NixValue> find(String name);

    /** The value at a path of attributes; a missing step gives Nix's error. */
    NixValue get(String... path);

    @Override
    default String typeName() {
        return "set";
    }
}
