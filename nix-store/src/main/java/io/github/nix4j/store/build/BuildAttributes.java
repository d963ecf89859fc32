package io.github.nix4j.store.build;

import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.StructuredAttrs;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of a derivation that speak to whoever builds it, structured or not. Texts are byte text. */
final class BuildAttributes {
    private final Derivation derivation;
    private final Json.@Nullable Obj structured;

    private BuildAttributes(Derivation derivation, Json.@Nullable Obj structured) {
        this.derivation = derivation;
        this.structured = structured;
    }

    static BuildAttributes of(Derivation derivation) {
        StructuredAttrs attrs = derivation.structuredAttrs();
        return new BuildAttributes(
                derivation, attrs == null ? null : JsonReader.read(attrs.json()).object());
    }

    boolean isStructured() {
        return structured != null;
    }

    /** The words of an attribute; null without it. */
    @Nullable
    List<String> wordsOrNull(String name) {
        if (structured != null) {
            Json value = structured.get(name);
            return value == null
                    ? null
                    : value.array().stream().map(Json::string).toList();
        }
        String value = derivation.env().get(name);
        return value == null
                ? null
                : Arrays.stream(value.split("[ \t\n\r]+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    List<String> words(String name) {
        List<String> words = wordsOrNull(name);
        return words == null ? List.of() : words;
    }

    /** An attribute with structure; null without it. */
    @Nullable
    Json json(String name) {
        return structured == null ? null : structured.get(name);
    }

    boolean has(String name) {
        return structured != null
                ? structured.get(name) != null
                : derivation.env().containsKey(name);
    }
}
