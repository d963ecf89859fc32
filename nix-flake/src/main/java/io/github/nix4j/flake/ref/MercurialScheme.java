package io.github.nix4j.flake.ref;

import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.url.NixUrl;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Mercurial repository. */
final class MercurialScheme implements InputScheme {
    private static final Pattern REF = Pattern.compile("[a-zA-Z0-9@][a-zA-Z0-9_./@+-]*");
    private static final Set<String> URL_SCHEMES = Set.of("hg+http", "hg+https", "hg+ssh", "hg+file");

    @Override
    public String name() {
        return "hg";
    }

    @Override
    public Set<String> allowedAttributes() {
        return Set.of("url", "ref", "rev", "revCount", "narHash", "name");
    }

    @Override
    public @Nullable InputAttributes fromUrl(NixUrl url, boolean requireTree, ReferenceRules rules) {
        if (!URL_SCHEMES.contains(url.scheme())) {
            return null;
        }
        InputAttributes attributes = InputAttributes.EMPTY.with("type", "hg");
        SortedMap<String, String> others = new TreeMap<>(url.query());
        for (String name : Set.of("rev", "ref")) {
            String value = others.remove(name);
            if (value != null) {
                attributes = attributes.with(name, value);
            }
        }
        NixUrl repository = url.withScheme(NixUrl.transport(url.scheme())).withQuery(others);
        return fromAttributes(attributes.with("url", repository.toString()), rules);
    }

    @Override
    public InputAttributes fromAttributes(InputAttributes attributes, ReferenceRules rules) {
        NixUrl.parse(attributes.requireText("url"), false, rules.warnings());
        String ref = attributes.text("ref");
        if (ref != null && !REF.matcher(ref).matches()) {
            throw new BadUrlException("invalid Mercurial branch/tag name '" + ref + "'");
        }
        return attributes;
    }

    @Override
    public NixUrl toUrl(Input input) {
        NixUrl url = NixUrl.parse(input.attributes().requireText("url"), false, warning -> {});
        SortedMap<String, String> query = new TreeMap<>(url.query());
        String rev = input.rev();
        if (rev != null) {
            query.put("rev", rev);
        }
        String ref = input.ref();
        if (ref != null) {
            query.put("ref", ref);
        }
        return url.withScheme("hg+" + url.scheme()).withQuery(query);
    }

    @Override
    public InputAttributes withRevision(Input input, @Nullable String ref, @Nullable String rev) {
        InputAttributes result =
                rev == null ? input.attributes() : input.attributes().with("rev", rev);
        return ref == null ? result : result.with("ref", ref);
    }

    @Override
    public boolean isLocked(Input input) {
        return input.rev() != null;
    }
}
