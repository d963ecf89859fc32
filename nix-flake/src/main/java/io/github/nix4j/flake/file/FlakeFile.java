package io.github.nix4j.flake.file;

import io.github.nix4j.flake.ref.InputAttributes;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@code flake.nix} without its outputs.
 *
 * @param description byte text; null if there is none
 * @param inputs by name, with those that only the pattern of {@code outputs} names
 * @param selfAttributes what {@code inputs.self} asks for when the flake itself is fetched
 * @param settings {@code nixConfig}: {@link String} (byte text), {@link Long}, {@link Boolean}, a list of strings, or a
 *     {@link io.github.nix4j.lang.io.SourcePath}
 */
public record FlakeFile(
        @Nullable String description,
        SortedMap<String, FlakeInput> inputs,
        InputAttributes selfAttributes,
        SortedMap<String, Object> settings) {
    public FlakeFile {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }
}
