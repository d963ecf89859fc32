package io.github.nix4j.flake.ref;

import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.url.NixUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A repository on a forge that serves archives of its commits: GitHub, GitLab or SourceHut. */
final class ForgeScheme implements InputScheme {
    static final Pattern REVISION = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9.-]*");

    private final String name;

    ForgeScheme(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void requireFeature(ReferenceRules rules) {
        rules.require("flakes");
    }

    @Override
    public Set<String> allowedAttributes() {
        return Set.of("owner", "repo", "ref", "rev", "narHash", "lastModified", "host", "treeHash");
    }

    @Override
    public @Nullable InputAttributes fromUrl(NixUrl url, boolean requireTree, ReferenceRules rules) {
        if (!url.scheme().equals(name)) {
            return null;
        }
        List<String> path = url.nonEmptySegments();
        if (path.size() < 2) {
            throw new BadUrlException("URL '" + url + "' is invalid");
        }
        InputAttributes attributes = InputAttributes.EMPTY
                .with("type", name)
                .with("owner", path.get(0))
                .with("repo", path.get(1));
        if (path.size() > 2) {
            boolean isRevision =
                    path.size() == 3 && REVISION.matcher(path.get(2)).matches();
            attributes = attributes.with(isRevision ? "rev" : "ref", String.join("/", path.subList(2, path.size())));
        }
        for (String parameter : List.of("host", "narHash", "ref", "rev")) {
            String value = url.query().get(parameter);
            if (value == null) {
                continue;
            }
            if (attributes.has(parameter)) {
                throw new BadUrlException("URL '" + url + "' contains multiple "
                        + (parameter.equals("rev") ? "commit hashes" : "branch/tag names"));
            }
            attributes = attributes.with(parameter, value);
        }
        return fromAttributes(attributes, rules);
    }

    @Override
    public InputAttributes fromAttributes(InputAttributes attributes, ReferenceRules rules) {
        attributes.requireText("owner");
        attributes.requireText("repo");
        String ref = attributes.text("ref");
        String rev = attributes.text("rev");
        if (ref != null && rev != null) {
            throw new BadUrlException("input " + attributes + " contains both a commit hash ('" + rev
                    + "') and a branch/tag name ('" + ref + "')");
        }
        if (rev != null) {
            Input.revision(rev);
        }
        if (ref != null && !GitRefNames.isLegal(ref)) {
            throw new BadUrlException("input " + attributes + " contains an invalid branch/tag name");
        }
        String host = attributes.text("host");
        if (host != null && !HOST.matcher(host).matches()) {
            throw new BadUrlException("input " + attributes + " contains an invalid instance host");
        }
        return attributes;
    }

    @Override
    public NixUrl toUrl(Input input) {
        InputAttributes attributes = input.attributes();
        List<String> path = new ArrayList<>(List.of(attributes.requireText("owner"), attributes.requireText("repo")));
        String ref = input.ref();
        if (ref != null) {
            path.add(ref);
        }
        String rev = input.rev();
        if (rev != null) {
            path.add(rev);
        }
        SortedMap<String, String> query = new TreeMap<>();
        String narHash = input.narHash();
        if (narHash != null) {
            query.put("narHash", narHash);
        }
        String host = attributes.text("host");
        if (host != null) {
            query.put("host", host);
        }
        return NixUrl.of(name, path).withQuery(query);
    }

    @Override
    public InputAttributes withRevision(Input input, @Nullable String ref, @Nullable String rev) {
        if (ref != null && rev != null) {
            throw new BadUrlException("cannot apply both a commit hash (" + rev + ") and a branch/tag name ('" + ref
                    + "') to input '" + input + "'");
        }
        if (rev != null) {
            return input.attributes().without("ref").with("rev", rev);
        }
        return ref == null
                ? input.attributes()
                : input.attributes().without("rev").with("ref", ref);
    }

    /** A revision is enough: forges are trusted to serve the content that it names. */
    @Override
    public boolean isLocked(Input input) {
        return input.rev() != null;
    }
}
