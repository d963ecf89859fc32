package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.ByteText;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteConfig;
import org.jspecify.annotations.Nullable;

/** Where a repository was cloned from, as its settings tell and libgit2 reads them. URLs are byte text. */
final class OriginUrl {
    private OriginUrl() {}

    /** The URL of the remote {@code name} after what the settings put in its place; null if there is no such remote. */
    static @Nullable String of(Config settings, String name) {
        String url = settings.getString("remote", name, "url");
        if (url == null) {
            return null;
        }
        String best = "";
        String result = url;
        for (String base : settings.getSubsections("url")) {
            for (String prefix : settings.getStringList("url", base, "insteadof")) {
                if (url.startsWith(prefix) && prefix.length() > best.length()) {
                    best = prefix;
                    result = base + url.substring(prefix.length());
                }
            }
        }
        return ByteText.fromUnicode(result);
    }

    /**
     * That of the remote which the branch {@code head} is merged from, else of {@code origin}.
     *
     * @param head a full name; what is no branch is merged from nowhere
     */
    static @Nullable String ofBranch(Config settings, @Nullable String head) throws URISyntaxException {
        if (head != null && head.startsWith(Constants.R_HEADS)) {
            String branch = head.substring(Constants.R_HEADS.length());
            String remote = settings.getString("branch", branch, "remote");
            String merge = settings.getString("branch", branch, "merge");
            if (remote != null && merge != null && fetches(settings, remote, merge)) {
                return of(settings, remote);
            }
        }
        return of(settings, Constants.DEFAULT_REMOTE_NAME);
    }

    /** Whether the branch {@code head} is merged from another one of the same repository. */
    static boolean isOwn(Config settings, @Nullable String head) {
        if (head == null || !head.startsWith(Constants.R_HEADS)) {
            return false;
        }
        String branch = head.substring(Constants.R_HEADS.length());
        return ".".equals(settings.getString("branch", branch, "remote"))
                && settings.getString("branch", branch, "merge") != null;
    }

    /** Whether the remote says where {@code merge} is kept here: else there is no telling that it is from there. */
    private static boolean fetches(Config settings, String remote, String merge) throws URISyntaxException {
        List<RefSpec> specs = new RemoteConfig(settings, remote).getFetchRefSpecs();
        return specs.stream().anyMatch(spec -> spec.matchSource(merge));
    }
}
