package io.github.nix4j.flake.ref;

import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.url.NixUrl;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A flake reference: the source tree and the directory in it that holds {@code flake.nix}.
 *
 * @param dir byte text; empty for the root of the tree
 */
public record FlakeRef(Input input, String dir) {
    /** Reads the attribute form, in which {@code dir} is one of the attributes. */
    public static FlakeRef fromAttributes(InputAttributes attributes, ReferenceRules rules) {
        // First, as in the reference: what is wrong with it is told before what is wrong with the rest.
        String dir = attributes.text("dir");
        Input input = Input.fromAttributes(attributes.without("dir"), rules);
        return new FlakeRef(input, dir == null ? "" : dir);
    }

    /** The attribute form. */
    public InputAttributes toAttributes() {
        return dir.isEmpty() || input.attributes().has("dir")
                ? input.attributes()
                : input.attributes().with("dir", dir);
    }

    public FlakeRef withInput(Input other) {
        return new FlakeRef(other, dir);
    }

    /**
     * The form by which references in lock files are compared. Old lock files repeat {@code dir} in the {@code url}; it is
     * dropped there.
     */
    public FlakeRef canonical() {
        String text = input.attributes().text("url");
        if (text == null) {
            return this;
        }
        try {
            NixUrl url = NixUrl.parse(text, true, warning -> {});
            if (!dir.isEmpty() && dir.equals(url.query().get("dir"))) {
                SortedMap<String, String> query = new TreeMap<>(url.query());
                query.remove("dir");
                url = url.withQuery(query);
            }
            return withInput(input.withAttributes(input.attributes().with("url", url.toString())));
        } catch (BadUrlException e) {
            return this;
        }
    }

    /** The URL form. */
    @Override
    public String toString() {
        return input.toUrlString(dir.isEmpty() ? Map.of() : Map.of("dir", dir));
    }

    // Not Java's own, which is linked when it is called first: see AttributeValue.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlakeRef ref && ref.dir.equals(dir) && ref.input.equals(input);
    }

    @Override
    public int hashCode() {
        return 31 * input.hashCode() + dir.hashCode();
    }
}
