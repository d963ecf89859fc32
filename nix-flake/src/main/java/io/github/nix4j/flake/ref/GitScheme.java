package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.url.NixUrl;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Git repository, local or remote. */
final class GitScheme implements InputScheme {
    private static final Set<String> VERIFICATION = Set.of("verifyCommit", "keytype", "publicKey", "publicKeys");
    private static final Set<String> FLAGS =
            Set.of("shallow", "submodules", "lfs", "exportIgnore", "allRefs", "verifyCommit");
    private static final Set<String> TEXTS = Set.of("rev", "ref", "keytype", "publicKey", "publicKeys");

    @Override
    public String name() {
        return "git";
    }

    @Override
    public Set<String> allowedAttributes() {
        return Set.of(
                "url",
                "ref",
                "rev",
                "shallow",
                "submodules",
                "lfs",
                "exportIgnore",
                "lastModified",
                "revCount",
                "narHash",
                "allRefs",
                "name",
                "dirtyRev",
                "dirtyShortRev",
                "verifyCommit",
                "keytype",
                "publicKey",
                "publicKeys");
    }

    @Override
    public @Nullable InputAttributes fromUrl(NixUrl url, boolean requireTree, ReferenceRules rules) {
        if (!url.scheme().equals("git") && !"git".equals(NixUrl.application(url.scheme()))) {
            return null;
        }
        InputAttributes attributes = InputAttributes.EMPTY.with("type", "git");
        SortedMap<String, String> others = new TreeMap<>();
        for (var parameter : url.query().entrySet()) {
            String name = parameter.getKey();
            if (TEXTS.contains(name)) {
                attributes = attributes.with(name, parameter.getValue());
            } else if (FLAGS.contains(name)) {
                attributes = attributes.with(name, parameter.getValue().equals("1"));
            } else {
                others.put(name, parameter.getValue());
            }
        }
        return fromAttributes(attributes.with("url", url.withQuery(others).toString()), rules);
    }

    @Override
    public InputAttributes fromAttributes(InputAttributes attributes, ReferenceRules rules) {
        if (attributes.names().stream().anyMatch(VERIFICATION::contains)) {
            rules.require("verified-fetches");
        }
        attributes.bool("verifyCommit");
        String ref = attributes.text("ref");
        if (ref != null && !GitRefNames.isLegal(ref)) {
            throw new BadUrlException("invalid Git branch/tag name '" + ref + "'");
        }
        InputAttributes result = attributes.with(
                "url", GitUrl.of(attributes.requireText("url"), rules).toString());
        result.bool("shallow");
        result.bool("submodules");
        result.bool("allRefs");
        return result;
    }

    @Override
    public NixUrl toUrl(Input input) {
        InputAttributes attributes = input.attributes();
        NixUrl url = NixUrl.parse(attributes.requireText("url"), false, warning -> {});
        SortedMap<String, String> query = new TreeMap<>(url.query());
        String rev = input.rev();
        if (rev != null) {
            query.put("rev", rev);
        }
        String ref = input.ref();
        if (ref != null) {
            query.put("ref", ref);
        }
        for (String flag : List.of("shallow", "lfs", "submodules", "exportIgnore", "verifyCommit")) {
            if (attributes.bool(flag)) {
                query.put(flag, "1");
            }
        }
        List<CommitKey> keys = CommitKey.of(attributes);
        if (keys.size() == 1) {
            query.put("keytype", keys.get(0).type());
            query.put("publicKey", keys.get(0).key());
        } else if (keys.size() > 1) {
            query.put("publicKeys", CommitKey.toJson(keys));
        }
        return url.withScheme(url.scheme().equals("git") ? "git" : "git+" + url.scheme())
                .withQuery(query);
    }

    @Override
    public InputAttributes withRevision(Input input, @Nullable String ref, @Nullable String rev) {
        InputAttributes result = input.attributes();
        if (rev != null) {
            result = result.with("rev", rev);
        }
        if (ref != null) {
            result = result.with("ref", ref);
        }
        if (result.has("rev") && !result.has("ref")) {
            throw new FlakeException(
                    "Git input '" + input.withAttributes(result) + "' has a commit hash but no branch/tag name");
        }
        return result;
    }

    @Override
    public boolean isLocked(Input input) {
        String rev = input.rev();
        return rev != null && !rev.matches("0*");
    }
}
