package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.lang.url.UrlAuthority;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A directory or file of the local machine, or of the referring flake's own tree. */
final class PathScheme implements InputScheme {
    @Override
    public String name() {
        return "path";
    }

    @Override
    public void requireFeature(ReferenceRules rules) {
        rules.require("flakes");
    }

    @Override
    public Set<String> allowedAttributes() {
        return Set.of("path", "rev", "revCount", "lastModified", "narHash");
    }

    @Override
    public @Nullable InputAttributes fromUrl(NixUrl url, boolean requireTree, ReferenceRules rules) {
        if (!url.scheme().equals("path")) {
            return null;
        }
        UrlAuthority authority = url.authority();
        if (authority != null && !authority.host().isEmpty()) {
            throw new FlakeException("path URL '" + url + "' should not have an authority ('" + authority + "')");
        }
        InputAttributes attributes =
                InputAttributes.EMPTY.with("type", "path").with("path", UrlPaths.toPath(url.path()));
        for (var parameter : url.query().entrySet()) {
            String name = parameter.getKey();
            String value = parameter.getValue();
            switch (name) {
                case "rev", "narHash" -> attributes = attributes.with(name, value);
                case "revCount", "lastModified" -> {
                    Long number = unsigned(value);
                    if (number == null) {
                        throw new FlakeException("path URL '" + url + "' has invalid parameter '" + name + "'");
                    }
                    attributes = attributes.with(name, number);
                }
                default -> throw new FlakeException("path URL '" + url + "' has unsupported parameter '" + name + "'");
            }
        }
        return attributes;
    }

    /** The number that {@code digits} spell, or null if they are no unsigned number of 64 bits. */
    static @Nullable Long unsigned(String digits) {
        try {
            return digits.isEmpty() || digits.startsWith("+") ? null : (Long) Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public InputAttributes fromAttributes(InputAttributes attributes, ReferenceRules rules) {
        attributes.requireText("path");
        return attributes;
    }

    @Override
    public NixUrl toUrl(Input input) {
        SortedMap<String, String> query = new TreeMap<>(input.attributes().toQuery());
        query.keySet().removeAll(Set.of("path", "type", "__final"));
        return NixUrl.of("path", List.of(input.attributes().requireText("path").split("/", -1)))
                .withQuery(query);
    }

    @Override
    public boolean isLocked(Input input) {
        return input.narHash() != null;
    }
}
