package io.github.nix4j.cli.settings;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.lang.Message;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The experimental features of Nix 2.34.8 by name. */
public final class ExperimentalFeatures {
    private static final Set<String> KNOWN = Set.of(
            "auto-allocate-uids",
            "blake3-hashes",
            "ca-derivations",
            "cgroups",
            "configurable-impure-env",
            "daemon-trust-override",
            "dynamic-derivations",
            "external-builders",
            "fetch-closure",
            "fetch-tree",
            "flakes",
            "git-hashing",
            "impure-derivations",
            "local-overlay-store",
            "mounted-ssh-store",
            "nix-command",
            "parse-toml-timestamps",
            "pipe-operators",
            "read-only-local-store",
            "recursive-nix",
            "verified-fetches");

    private ExperimentalFeatures() {}

    /** Adds the known ones among {@code words} to {@code features}; {@code flakes} brings {@code fetch-tree}. */
    static void addAll(List<String> words, Set<String> features, Consumer<String> warnings) {
        for (String word : words) {
            if (KNOWN.contains(word)) {
                features.add(word);
                if (word.equals("flakes")) {
                    features.add("fetch-tree");
                }
            } else if (word.equals("no-url-literals")) {
                warnings.accept("experimental feature '" + word
                        + "' has been stabilized and renamed; use 'lint-url-literals = fatal' setting instead");
            } else {
                warnings.accept("unknown experimental feature '" + word + "'");
            }
        }
    }

    /** The failure of something that needs {@code feature} while it is off. */
    public static CliException disabled(String feature) {
        return new CliException(Message.ofDisabledFeature(feature));
    }
}
