package io.github.nix4j.flake.fetch.forge;

import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.FetchedTree;
import io.github.nix4j.flake.fetch.Fetcher;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.store.fetch.TarballFetcher;
import java.util.Map;

/**
 * Fetches from a forge: asks it for the commit that a branch or tag is at, then downloads that commit's archive. Archives of
 * commits are kept for ever.
 */
public final class ForgeFetcher implements Fetcher {
    private final Forge forge;
    private final FetchSettings settings;

    public ForgeFetcher(Forge forge, FetchSettings settings) {
        this.forge = forge;
        this.settings = settings;
    }

    @Override
    public boolean mayFetchAhead(Input input) {
        return true;
    }

    @Override
    public FetchedTree fetch(Input input) {
        InputAttributes attributes = input.attributes();
        String rev = input.rev();
        if (rev == null) {
            String ref = input.ref() == null ? "HEAD" : input.ref();
            Input named = input.withAttributes(attributes.with("ref", ref));
            rev = Input.revision(forge.resolve(named, ref, settings.urls(), headers(input)));
        }
        Input commit = input.withAttributes(attributes.without("ref").with("rev", rev));
        // Made anew, as in Nix, where what is said of a token is said twice.
        Map<String, String> headers = headers(input);
        String url = forge.archive(commit, rev, !headers.isEmpty());
        TarballFetcher.Tarball archive = settings.urls().tarball(url, headers, true, commit.toString());
        Input locked = commit.withAttributes(commit.attributes().with("lastModified", archive.lastModified()));
        String name = "\u00c2\u00ab" + commit + "\u00c2\u00bb";
        return FetchedTree.hashed(archive.tree().named(name), locked, rev, archive.narHash());
    }

    private Map<String, String> headers(Input input) {
        String host = forge.host(input);
        String token = settings.remotes().accessTokens().find(host, host + "/" + Forge.path(input, "/"));
        return token == null ? Map.of() : forge.authorization(token, settings.warnings());
    }
}
