package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;

/**
 * The attributes of a derivation that keep their structure instead of becoming environment variables.
 *
 * @param json an object as compact JSON with sorted keys, byte text
 */
public record StructuredAttrs(String json) {
    /** The environment variable that carries them in a {@code .drv} file. */
    public static final String ENV_NAME = "__json";

    /** Reads JSON in any layout; throws {@link StoreException} unless it is an object. */
    public static StructuredAttrs parse(String json) {
        Json value;
        try {
            value = JsonReader.read(json).object();
        } catch (StoreException e) {
            throw new StoreException("cannot process " + ENV_NAME + " attribute: " + e.byteMessage(), e);
        }
        return new StructuredAttrs(JsonWriter.compact(value));
    }
}
