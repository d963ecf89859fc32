package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.lang.url.NixUrl;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes of one type of input mean: which there are, how a URL spells them, when they pin the content.
 * Implementations hold no state.
 */
public sealed interface InputScheme
        permits PathScheme, GitScheme, MercurialScheme, CurlScheme, ForgeScheme, IndirectScheme {
    /** The value of the attribute {@code type}. */
    String name();

    /** Fails with Nix's message where the experimental feature that such inputs need is off. */
    default void requireFeature(ReferenceRules rules) {}

    /** The attributes besides {@code type} that such an input may have. */
    Set<String> allowedAttributes();

    /**
     * The attributes that {@code url} spells, or null if it belongs to another scheme.
     *
     * @param requireTree whether the input must be a directory, as a flake must
     */
    @Nullable
    InputAttributes fromUrl(NixUrl url, boolean requireTree, ReferenceRules rules);

    /** Checks attributes, all of them allowed, and returns them in normal form. */
    InputAttributes fromAttributes(InputAttributes attributes, ReferenceRules rules);

    NixUrl toUrl(Input input);

    /** Whether the attributes alone determine the content. */
    boolean isLocked(Input input);

    /** Whether the input can be fetched as it is, without looking it up in a registry first. */
    default boolean isDirect() {
        return true;
    }

    /** The input with another branch or tag and another revision; null leaves one as it is. */
    default InputAttributes withRevision(Input input, @Nullable String ref, @Nullable String rev) {
        if (ref != null) {
            throw new FlakeException("don't know how to set branch/tag name of input '" + input + "' to '" + ref + "'");
        }
        if (rev != null) {
            throw new FlakeException("don't know how to set revision of input '" + input + "' to '" + rev + "'");
        }
        return input.attributes();
    }
}
