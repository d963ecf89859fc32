package io.github.nix4j.flake.ref;

import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.url.NixUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name to be looked up in the registries. */
final class IndirectScheme implements InputScheme {
    static final Pattern ID = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");

    @Override
    public String name() {
        return "indirect";
    }

    @Override
    public void requireFeature(ReferenceRules rules) {
        rules.require("flakes");
    }

    @Override
    public Set<String> allowedAttributes() {
        return Set.of("id", "ref", "rev", "narHash");
    }

    @Override
    public @Nullable InputAttributes fromUrl(NixUrl url, boolean requireTree, ReferenceRules rules) {
        if (!url.scheme().equals("flake")) {
            return null;
        }
        List<String> path = url.nonEmptySegments();
        if (path.isEmpty() || path.size() > 3) {
            throw new BadUrlException("GitHub URL '" + url + "' is invalid");
        }
        InputAttributes attributes = InputAttributes.EMPTY.with("type", "indirect");
        if (path.size() > 1) {
            String second = path.get(1);
            boolean isRevision =
                    path.size() == 2 && ForgeScheme.REVISION.matcher(second).matches();
            if (!isRevision && !GitRefNames.isLegal(second)) {
                throw new BadUrlException("in flake URL '" + url + "', '" + second
                        + (path.size() == 2
                                ? "' is not a commit hash or branch/tag name"
                                : "' is not a branch/tag name"));
            }
            attributes = isRevision ? attributes.with("rev", Input.revision(second)) : attributes.with("ref", second);
        }
        if (path.size() == 3) {
            if (!ForgeScheme.REVISION.matcher(path.get(2)).matches()) {
                throw new BadUrlException("in flake URL '" + url + "', '" + path.get(2) + "' is not a commit hash");
            }
            attributes = attributes.with("rev", Input.revision(path.get(2)));
        }
        return attributes.with("id", checkId(path.get(0)));
    }

    private static String checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new BadUrlException("'" + id + "' is not a valid flake ID");
        }
        return id;
    }

    @Override
    public InputAttributes fromAttributes(InputAttributes attributes, ReferenceRules rules) {
        checkId(attributes.requireText("id"));
        return attributes;
    }

    @Override
    public NixUrl toUrl(Input input) {
        List<String> path = new ArrayList<>(List.of(input.attributes().requireText("id")));
        String ref = input.ref();
        if (ref != null) {
            path.add(ref);
        }
        String rev = input.rev();
        if (rev != null) {
            path.add(rev);
        }
        return NixUrl.of("flake", path);
    }

    @Override
    public InputAttributes withRevision(Input input, @Nullable String ref, @Nullable String rev) {
        InputAttributes result =
                rev == null ? input.attributes() : input.attributes().with("rev", rev);
        return ref == null ? result : result.with("ref", ref);
    }

    @Override
    public boolean isLocked(Input input) {
        return false;
    }

    @Override
    public boolean isDirect() {
        return false;
    }
}
