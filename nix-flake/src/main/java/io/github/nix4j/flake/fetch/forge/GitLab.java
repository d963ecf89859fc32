package io.github.nix4j.flake.fetch.forge;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.io.UrlFetcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** GitLab, on any host. Its tokens are given with their kind: {@code PAT:token} or {@code OAuth2:token}. */
record GitLab() implements Forge {
    @Override
    public String type() {
        return "gitlab";
    }

    @Override
    public String defaultHost() {
        return "gitlab.com";
    }

    @Override
    public Map<String, String> authorization(String token, Consumer<String> warnings) {
        int colon = token.indexOf(':');
        String kind = colon < 0 ? token : token.substring(0, colon);
        String value = token.substring(colon + 1);
        return switch (kind) {
            case "OAuth2" -> Map.of("Authorization", "Bearer " + value);
            case "PAT" -> Map.of("Private-token", value);
            default -> {
                // Without a colon, the kind is the secret itself.
                warnings.accept("Unrecognized GitLab token type" + (colon < 0 ? "" : " " + kind));
                yield colon <= 0 ? Map.of() : Map.of(kind, value);
            }
        };
    }

    private String api(Input input) {
        return "https://" + host(input) + "/api/v4/projects/" + Forge.path(input, "%2F") + "/repository/";
    }

    @Override
    public String resolve(Input input, String ref, UrlFetcher urls, Map<String, String> headers) {
        Object answer = ForgeAnswer.json(urls, api(input) + "commits?ref_name=" + ref, headers);
        if (answer instanceof List<?> commits) {
            if (commits.isEmpty()) {
                throw new FlakeException("No commits returned by GitLab API -- does the git ref really exist?");
            }
            Object id = ForgeAnswer.member(commits.get(0), "id");
            if (id != FlakeJson.NULL) {
                return ForgeAnswer.text(id);
            }
            answer = withoutId(commits);
        }
        throw new FlakeException("Unexpected response received from GitLab: " + FlakeJson.compact(answer));
    }

    /** Nix's way to look for a member adds it where there is none. */
    private static List<Object> withoutId(List<?> commits) {
        Map<String, Object> first = new TreeMap<>();
        if (commits.get(0) instanceof Map<?, ?> commit) {
            first.putAll(FlakeJson.object(commit));
        }
        first.put("id", FlakeJson.NULL);
        List<Object> shown = new ArrayList<>(commits);
        shown.set(0, first);
        return shown;
    }

    @Override
    public String archive(Input input, String rev, boolean authorized) {
        return api(input) + "archive.tar.gz?sha=" + rev;
    }

    @Override
    public String repository(Input input) {
        return "https://" + host(input) + "/" + Forge.path(input, "/") + ".git";
    }
}
