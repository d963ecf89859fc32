package io.github.nix4j.flake.ref;

import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.lang.url.UrlAuthority;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** URLs of Git repositories as people write them. */
public final class GitUrl {
    private static final Pattern SCP = Pattern.compile("([^/]*)@([^\n\r]*):([^\n\r]*)");

    private GitUrl() {}

    /** The URL of a repository that {@code text} names: a URL, a path, or the short form that ssh takes. */
    public static NixUrl of(String text, ReferenceRules rules) {
        String url = text;
        if (!url.startsWith("/")) {
            var scp = SCP.matcher(url);
            if (scp.matches()) {
                url = "ssh://" + scp.group(1) + "@" + scp.group(2) + "/" + scp.group(3);
            }
        }
        if (!url.startsWith("file:") && !url.startsWith("git+file:") && !url.contains("://")) {
            List<String> path = List.of(url.split("/", -1));
            if (path.get(0).indexOf(':') >= 0) {
                throw new BadUrlException(
                        "SCP-like URL '" + url + "' is not supported; use SSH URL syntax instead (ssh://...)");
            }
            return new NixUrl("file", url.startsWith("/") ? UrlAuthority.EMPTY : null, path, new TreeMap<>(), "");
        }
        NixUrl parsed = NixUrl.parse(url, false, rules.warnings());
        return "git".equals(NixUrl.application(parsed.scheme()))
                ? parsed.withScheme(NixUrl.transport(parsed.scheme()))
                : parsed;
    }
}
