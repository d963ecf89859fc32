package io.github.nix4j.flake.fetch.forge;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.io.UrlFetcher;
import java.util.Map;
import java.util.function.Consumer;

/** GitHub, and GitHub Enterprise on hosts of its own. */
record GitHub() implements Forge {
    @Override
    public String type() {
        return "github";
    }

    @Override
    public String defaultHost() {
        return "github.com";
    }

    @Override
    public Map<String, String> authorization(String token, Consumer<String> warnings) {
        return Map.of("Authorization", "token " + token);
    }

    private String api(Input input) {
        String host = host(input);
        String api = host.equals(defaultHost()) ? "https://api." + host : "https://" + host + "/api/v3";
        return api + "/repos/" + Forge.path(input, "/");
    }

    @Override
    public String resolve(Input input, String ref, UrlFetcher urls, Map<String, String> headers) {
        Object answer = ForgeAnswer.json(urls, api(input) + "/commits/" + ref, headers);
        String rev = Input.revision(ForgeAnswer.text(ForgeAnswer.member(answer, "sha")));
        // Nix needs the hash of the tree as well, although it does nothing with it.
        Object tree = ForgeAnswer.member(ForgeAnswer.member(answer, "commit"), "tree");
        Input.revision(ForgeAnswer.text(ForgeAnswer.member(tree, "sha")));
        return rev;
    }

    @Override
    public String archive(Input input, String rev, boolean authorized) {
        // Without a token the public archives are used, which have no limit of requests.
        return host(input).equals(defaultHost()) && !authorized
                ? repository(input, "/archive/" + rev + ".tar.gz")
                : api(input) + "/tarball/" + rev;
    }

    private String repository(Input input, String rest) {
        return "https://" + host(input) + "/" + Forge.path(input, "/") + rest;
    }

    @Override
    public String repository(Input input) {
        return repository(input, ".git");
    }
}
