package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.fetch.forge.Forge;
import io.github.nix4j.flake.fetch.forge.ForgeFetcher;
import io.github.nix4j.flake.fetch.git.GitFetcher;
import io.github.nix4j.flake.fetch.hg.MercurialFetcher;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fetchers of all types of inputs that Nix has. Each is made when it is needed first: most evaluations need none, and loading
 * all of them takes a start several milliseconds.
 */
final class StandardFetchers implements FetcherTable {
    private final FetchSettings settings;
    private final Map<String, Fetcher> made = new ConcurrentHashMap<>();

    StandardFetchers(FetchSettings settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable Fetcher get(String type) {
        Fetcher known = made.get(type);
        if (known != null) {
            return known;
        }
        Fetcher fetcher = make(type);
        if (fetcher == null) {
            return null;
        }
        Fetcher other = made.putIfAbsent(type, fetcher);
        return other != null ? other : fetcher;
    }

    private @Nullable Fetcher make(String type) {
        switch (type) {
            case "path":
                return new PathFetcher(settings);
            case "git":
                return new GitFetcher(settings);
            case "hg":
                return new MercurialFetcher(settings);
            case "tarball":
                return new TarballInputFetcher(settings);
            case "file":
                return new FileFetcher(settings);
            default:
                for (Forge forge : Forge.all()) {
                    if (forge.type().equals(type)) {
                        return new ForgeFetcher(forge, settings);
                    }
                }
                return null;
        }
    }
}
