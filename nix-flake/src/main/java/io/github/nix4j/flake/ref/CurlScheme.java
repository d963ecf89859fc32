package io.github.nix4j.flake.ref;

import io.github.nix4j.lang.url.NixUrl;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something to download: an archive to be unpacked ({@code tarball}) or a plain file ({@code file}). */
final class CurlScheme implements InputScheme {
    private static final Set<String> TRANSPORTS = Set.of("file", "http", "https");
    private static final List<String> ARCHIVE_ENDINGS =
            List.of(".zip", ".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst");

    private final String name;

    CurlScheme(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> allowedAttributes() {
        return Set.of("url", "narHash", "name", "unpack", "rev", "revCount", "lastModified");
    }

    @Override
    public @Nullable InputAttributes fromUrl(NixUrl url, boolean requireTree, ReferenceRules rules) {
        if (!isMine(url, requireTree)) {
            return null;
        }
        InputAttributes attributes = InputAttributes.EMPTY;
        SortedMap<String, String> query = new TreeMap<>(url.query());
        for (String text : List.of("narHash", "rev")) {
            if (query.containsKey(text)) {
                attributes = attributes.with(text, query.get(text));
            }
        }
        for (String number : List.of("revCount", "lastModified")) {
            Long value = query.containsKey(number) ? PathScheme.unsigned(query.get(number)) : null;
            if (value != null) {
                attributes = attributes.with(number, value);
            }
        }
        // What is meant for Nix must not be sent to the server.
        query.keySet().removeAll(allowedAttributes());
        NixUrl download = url.withScheme(NixUrl.transport(url.scheme())).withQuery(query);
        return attributes.with("type", name).with("url", download.toString());
    }

    private boolean isMine(NixUrl url, boolean requireTree) {
        if (!TRANSPORTS.contains(NixUrl.transport(url.scheme()))) {
            return false;
        }
        String application = NixUrl.application(url.scheme());
        if (application != null) {
            return application.equals(name);
        }
        String last = url.path().isEmpty() ? "" : url.path().get(url.path().size() - 1);
        boolean isTree = requireTree || ARCHIVE_ENDINGS.stream().anyMatch(last::endsWith);
        return isTree == name.equals("tarball");
    }

    @Override
    public InputAttributes fromAttributes(InputAttributes attributes, ReferenceRules rules) {
        return attributes;
    }

    @Override
    public NixUrl toUrl(Input input) {
        NixUrl url = NixUrl.parse(input.attributes().requireText("url"), false, warning -> {});
        String narHash = input.narHash();
        if (narHash == null) {
            return url;
        }
        SortedMap<String, String> query = new TreeMap<>(url.query());
        query.put("narHash", narHash);
        return url.withQuery(query);
    }

    @Override
    public boolean isLocked(Input input) {
        return input.narHash() != null;
    }
}
