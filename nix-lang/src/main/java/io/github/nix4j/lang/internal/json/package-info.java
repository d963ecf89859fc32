/**
 * Values to JSON and back, with the texts of the JSON library that the reference uses. Start at {@link
 * io.github.nix4j.lang.internal.json.JsonWriter} and {@link io.github.nix4j.lang.internal.json.JsonReader}.
 */
@NullMarked
package io.github.nix4j.lang.internal.json;

import org.jspecify.annotations.NullMarked;
