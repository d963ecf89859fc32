package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Makes the settings that a flake wishes for ({@code nixConfig}) those of the run, as far as its user trusts them: harmless
 * ones always, others when he said so, now or in {@code trusted-settings.json}. Nobody is asked.
 */
public final class FlakeConfiguration {
    private static final Set<String> HARMLESS = Set.of(
            "bash-prompt",
            "bash-prompt-prefix",
            "bash-prompt-suffix",
            "flake-registry",
            "commit-lock-file-summary",
            "commit-lockfile-summary");

    private final Session session;
    private final Store store;

    /** @param store where files go that settings name */
    public FlakeConfiguration(Session session, Store store) {
        this.session = session;
        this.store = store;
    }

    /** Applies what {@code nixConfig} holds. */
    public void apply(SortedMap<String, Object> wishes) {
        wishes.forEach((name, wish) -> {
            String value = text(wish);
            String plain = name.startsWith("extra-") ? name.substring("extra-".length()) : name;
            boolean trusted = HARMLESS.contains(plain) || session.settings().bool("accept-flake-config", false);
            if (trusted || isRemembered(name, value)) {
                session.settings().set(name, value);
            } else {
                session.warn("ignoring untrusted flake configuration setting '" + name
                        + "'.\nPass '--accept-flake-config' to trust it");
            }
        });
    }

    private String text(Object wish) {
        if (wish instanceof SourcePath file) {
            return store.storeDir()
                    .print(store.add(Ingestion.of(
                            "source", file.tree(), file.path(), ContentAddressMethod.NAR, HashAlgorithm.SHA256)));
        }
        if (wish instanceof List<?> words) {
            return String.join(" ", words.stream().map(String::valueOf).toList());
        }
        return String.valueOf(wish);
    }

    /** Whether the user said for ever that this value is fine. */
    private boolean isRemembered(String name, String value) {
        Path file = DiskNames.pathOf(dataFolder() + "/nix/trusted-settings.json");
        if (!Files.exists(file)) {
            return false;
        }
        try {
            Object known = FlakeJson.read(ByteText.of(Files.readAllBytes(file)));
            if (known instanceof Map<?, ?> settings
                    && settings.get(name) instanceof Map<?, ?> values
                    && values.get(value) instanceof Boolean trusted) {
                session.err("Using saved setting for '" + name + " = " + value
                        + "' from ~/.local/share/nix/trusted-settings.json.");
                return trusted;
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String dataFolder() {
        String data = session.invocation().nonEmptyVariable("XDG_DATA_HOME");
        String home = session.invocation().nonEmptyVariable("HOME");
        return data != null ? data : (home == null ? "/homeless" : home) + "/.local/share";
    }
}
