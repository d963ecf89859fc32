package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.internal.StoreFailures;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.hash.BadHashException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What names a source tree: attributes and the scheme that gives them meaning. Immutable; two inputs are equal when their
 * attributes are.
 */
public final class Input {
    private static final String FINAL = "__final";

    private final InputAttributes attributes;
    private final @Nullable InputScheme scheme;

    private Input(InputAttributes attributes, @Nullable InputScheme scheme) {
        this.attributes = attributes;
        this.scheme = scheme;
        attributes.requireText("type");
        attributes.text("ref");
        attributes.number("revCount");
        attributes.number("lastModified");
    }

    /** The input that {@code url} spells. */
    public static Input fromUrl(NixUrl url, boolean requireTree, ReferenceRules rules) {
        for (InputScheme scheme : InputSchemes.all()) {
            InputAttributes attributes = scheme.fromUrl(url, requireTree, rules);
            if (attributes != null) {
                scheme.requireFeature(rules);
                return new Input(attributes, scheme);
            }
        }
        if ("file".equals(NixUrl.application(url.scheme()))
                && NixUrl.transport(url.scheme()).equals("git")) {
            throw new FlakeException(
                    "input '" + url + "' is unsupported; did you mean 'git+file' instead of 'file+git'?");
        }
        throw new FlakeException("input '" + url + "' is unsupported");
    }

    /** The input with these attributes. An unknown type is accepted here: using the input fails. */
    public static Input fromAttributes(InputAttributes attributes, ReferenceRules rules) {
        String type = attributes.text("type");
        if (type == null) {
            throw new FlakeException("'type' attribute to specify input scheme is required but not provided");
        }
        InputScheme scheme = InputSchemes.named(type);
        if (scheme == null) {
            return new Input(attributes, null);
        }
        scheme.requireFeature(rules);
        for (String name : attributes.names()) {
            if (!name.equals("type")
                    && !name.equals(FINAL)
                    && !scheme.allowedAttributes().contains(name)) {
                throw new FlakeException("input attribute '" + name + "' not supported by scheme '" + type + "'");
            }
        }
        return new Input(scheme.fromAttributes(attributes, rules), scheme);
    }

    public InputAttributes attributes() {
        return attributes;
    }

    /** This input with other attributes of the same scheme, which are not checked again. */
    public Input withAttributes(InputAttributes changed) {
        return new Input(changed, scheme);
    }

    public String type() {
        return attributes.requireText("type");
    }

    public @Nullable String ref() {
        return attributes.text("ref");
    }

    /** The revision in lower-case hexadecimal, or null. */
    public @Nullable String rev() {
        String rev = attributes.text("rev");
        return rev == null ? null : revision(rev);
    }

    /** A commit's hash, however it is written, in lower-case hexadecimal; throws {@link FlakeException} if it is none. */
    public static String revision(String text) {
        boolean named = text.indexOf(':') >= 0 || text.indexOf('-') >= 0;
        try {
            return Hash.parse(text, named ? null : HashAlgorithm.SHA1).base16();
        } catch (BadHashException e) {
            throw StoreFailures.error(e);
        }
    }

    /** The NAR hash as {@code sha256-...}, or null. */
    public @Nullable String narHash() {
        String text = attributes.text("narHash");
        if (text == null) {
            return null;
        }
        if (text.isEmpty()) {
            return Hash.zero(HashAlgorithm.SHA256).sri();
        }
        Hash hash;
        try {
            hash = Hash.parseSri(text);
        } catch (BadHashException e) {
            throw StoreFailures.error(e);
        }
        if (hash.algorithm() != HashAlgorithm.SHA256) {
            throw FlakeException.usage("narHash must use SHA-256");
        }
        return hash.sri();
    }

    public @Nullable Long revCount() {
        return attributes.number("revCount");
    }

    public @Nullable Long lastModified() {
        return attributes.number("lastModified");
    }

    /** The name that the tree has in a store: {@code source} unless the attribute {@code name} says otherwise. */
    public String name() {
        String name = attributes.text("name");
        return name == null ? "source" : name;
    }

    /** Whether the attributes are all there is to know, so that fetching must not add any. */
    public boolean isFinal() {
        return attributes.bool(FINAL);
    }

    public Input asFinal() {
        return withAttributes(attributes.with(FINAL, true));
    }

    /** Whether the attributes alone determine the content. */
    public boolean isLocked() {
        return scheme != null && scheme.isLocked(this);
    }

    /** Whether it can be fetched as it is, without looking it up in a registry first. */
    public boolean isDirect() {
        return scheme == null || scheme.isDirect();
    }

    /** The path of a {@code path} input if that is not absolute, so that it means a place in the referring flake's tree. */
    public @Nullable String relativePath() {
        if (!(scheme instanceof PathScheme)) {
            return null;
        }
        String path = attributes.requireText("path");
        return path.startsWith("/") ? null : path;
    }

    /** This input with another branch or tag and revision; null leaves one as it is. */
    public Input withRevision(@Nullable String ref, @Nullable String rev) {
        return scheme == null ? this : withAttributes(scheme.withRevision(this, ref, rev));
    }

    /** Whether {@code other} is this input, perhaps at a given branch, tag or revision. */
    public boolean contains(Input other) {
        return attributes.equals(other.attributes) || attributes.equals(other.attributes.without("ref", "rev"));
    }

    public NixUrl toUrl() {
        if (scheme == null) {
            throw new FlakeException("cannot show unsupported input '" + attributes + "'");
        }
        return scheme.toUrl(this);
    }

    String toUrlString(Map<String, String> extraQuery) {
        NixUrl url = toUrl();
        TreeMap<String, String> query = new TreeMap<>(url.query());
        extraQuery.forEach(query::putIfAbsent);
        return url.withQuery(query).toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Input input && input.attributes.equals(attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    /** What messages call the root of its tree, if that is no place on the disk. */
    public String displayName() {
        return "\u00c2\u00ab" + Secrets.hideInUrl(toString()) + "\u00c2\u00bb";
    }

    /** The input as a URL. */
    @Override
    public String toString() {
        return toUrl().toString();
    }
}
